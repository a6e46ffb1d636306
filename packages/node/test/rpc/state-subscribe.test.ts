import { bytesToHex } from '@plexus/primitives'
import { expect, it } from 'vitest'
import { changes, rpcWorld } from './support/rpc-world.ts'

it('tells all values first, then only what blocks changed', async () => {
  const { client, chain } = await rpcWorld({ state: { '0x01': '0xaa', '0x09': '0x09' } })
  const peer = client()
  const id = await peer.call('state_subscribeStorage', ['0x02', '0x01'])
  chain.produce(changes({ '0x09': '0x10' }))
  const second = chain.produce(changes({ '0x02': '0xbb', '0x09': '0x11' }))
  const third = chain.produce(changes({ '0x01': null }))
  await peer.until(() => peer.notified(id).length === 3)
  expect(peer.notified(id)).toEqual([
    {
      block: bytesToHex(chain.genesisHash),
      changes: [
        ['0x02', null],
        ['0x01', '0xaa'],
      ],
    },
    { block: bytesToHex(second.hash), changes: [['0x02', '0xbb']] },
    { block: bytesToHex(third.hash), changes: [['0x01', null]] },
  ])
  expect(peer.messages.at(-1)?.method).toBe('state_storage')
  chain.revert(second.hash)
  await peer.until(() => peer.notified(id).length === 4)
  expect(peer.notified(id).at(-1)).toEqual({
    block: bytesToHex(second.hash),
    changes: [
      ['0x02', '0xbb'],
      ['0x01', '0xaa'],
    ],
  })
  expect(await peer.call('state_unsubscribeStorage', id)).toBe(true)
  chain.produce(changes({ '0x01': '0x00' }))
  await peer.call('system_name')
  expect(peer.notified(id)).toHaveLength(4)
  expect(chain.listeners()).toBe(0)
})

it.each([
  ['no keys', [[]]],
  ['absent keys', []],
  ['null', [null]],
  ['a bad key', [['0x0']]],
])('refuses %s', async (_name, params) => {
  const { client, chain } = await rpcWorld()
  expect((await client().ask('state_subscribeStorage', ...params)).error?.code).toBe(-32602)
  expect(chain.listeners()).toBe(0)
})

it.each([
  ['state_subscribeRuntimeVersion', 'state_unsubscribeRuntimeVersion'],
  ['chain_subscribeRuntimeVersion', 'chain_unsubscribeRuntimeVersion'],
])('%s tells the version at once', async (subscribe, unsubscribe) => {
  const { client } = await rpcWorld()
  const peer = client()
  const id = await peer.call(subscribe)
  await peer.until(() => peer.notified(id).length === 1)
  expect(peer.messages.at(-1)?.method).toBe('state_runtimeVersion')
  expect(peer.notified(id)).toEqual([await peer.call('state_getRuntimeVersion')])
  expect(await peer.call(unsubscribe, id)).toBe(true)
})
