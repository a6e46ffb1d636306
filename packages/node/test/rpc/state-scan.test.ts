import { bytesToHex } from '@plexus/primitives'
import { expect, it } from 'vitest'
import { changes, rpcWorld } from './support/rpc-world.ts'

const STATE = {
  '0xff': '0x09',
  '0xaa02': '0x02',
  '0xaa': '0x00',
  '0xaa01ff': '0x03',
  '0xaa01': '0x01',
}

it('pages through keys in byte order, strictly after the start key', async () => {
  const { client } = await rpcWorld({ state: STATE })
  const peer = client()
  const rows: readonly (readonly [string, readonly unknown[], readonly string[]])[] = [
    ['all', ['0x', 10, null], ['0xaa', '0xaa01', '0xaa01ff', '0xaa02', '0xff']],
    ['null prefix', [null, 10], ['0xaa', '0xaa01', '0xaa01ff', '0xaa02', '0xff']],
    ['first page', ['0xaa', 2, null], ['0xaa', '0xaa01']],
    ['start key is the prefix', ['0xaa', 2, '0xaa'], ['0xaa01', '0xaa01ff']],
    ['second page', ['0xaa', 2, '0xaa01'], ['0xaa01ff', '0xaa02']],
    ['start key that does not exist', ['0xaa', 9, '0xaa0150'], ['0xaa01ff', '0xaa02']],
    ['empty start key', ['0xaa', 1, ''], ['0xaa']],
    ['after the last', ['0xaa', 2, '0xaa02'], []],
    ['no keys', ['0xcc', 2, null], []],
    ['a page of nothing', ['0xaa', 0, null], []],
  ]
  for (const [name, params, expected] of rows) {
    expect(await peer.call('state_getKeysPaged', ...params), name).toEqual(expected)
  }
  expect(await peer.call('state_getKeysPagedAt', '0xff', 1, null, null)).toEqual(['0xff'])
})

it('limits a page as the reference does', async () => {
  const { client } = await rpcWorld()
  expect((await client().ask('state_getKeysPaged', '0x', 1001, null)).error).toEqual({
    code: 4002,
    message: 'count exceeds maximum value. value: 1001, max: 1000',
  })
})

it('gives all keys, and pairs, under a prefix', async () => {
  const { client } = await rpcWorld({ state: STATE })
  const peer = client()
  expect(await peer.call('state_getKeys', '0xaa01')).toEqual(['0xaa01', '0xaa01ff'])
  expect(await peer.call('state_getPairs', '0xaa01')).toEqual([
    ['0xaa01', '0x01'],
    ['0xaa01ff', '0x03'],
  ])
})

it('reads the past', async () => {
  const { client, chain } = await rpcWorld({ state: STATE })
  const peer = client()
  chain.produce(changes({ '0xaa01': null, '0xaa77': '0x07' }))
  expect(await peer.call('state_getKeys', '0xaa')).toEqual(['0xaa', '0xaa01ff', '0xaa02', '0xaa77'])
  expect(await peer.call('state_getKeys', '0xaa', bytesToHex(chain.genesisHash))).toEqual([
    '0xaa',
    '0xaa01',
    '0xaa01ff',
    '0xaa02',
  ])
})

it('tells what changed between two blocks', async () => {
  const { client, chain } = await rpcWorld({ state: { '0x01': '0x0a' } })
  const peer = client()
  const first = chain.produce(changes({ '0x01': '0x0b' }))
  chain.produce(changes({ '0x03': '0x01' }))
  const third = chain.produce(changes({ '0x01': null, '0x02': '0x05' }))
  const [from, to] = [bytesToHex(first.hash), bytesToHex(third.hash)]
  const expected = [
    {
      block: from,
      changes: [
        ['0x01', '0x0b'],
        ['0x02', null],
      ],
    },
    {
      block: to,
      changes: [
        ['0x01', null],
        ['0x02', '0x05'],
      ],
    },
  ]
  expect(await peer.call('state_queryStorage', ['0x01', '0x02'], from, to)).toEqual(expected)
  expect(await peer.call('state_queryStorage', ['0x01', '0x02'], from)).toEqual(expected)
  expect((await peer.ask('state_queryStorage', ['0x01'], to, from)).error?.code).toBe(4001)
})

it('limits the range of a query', async () => {
  const { client, chain } = await rpcWorld()
  for (let block = 0; block < 1024; block += 1) chain.produce()
  const peer = client()
  const genesis = bytesToHex(chain.genesisHash)
  expect((await peer.ask('state_queryStorage', ['0x01'], genesis)).error?.code).toBe(4002)
})
