import { bytesToHex } from '@plexus/primitives'
import { expect, it } from 'vitest'
import { rpcWorld } from './support/rpc-world.ts'

const ZERO = `0x${'00'.repeat(32)}`
const UNKNOWN = `0x${'ab'.repeat(32)}`

it('gives headers with a minimal hexadecimal number', async () => {
  const { client, chain } = await rpcWorld()
  const peer = client()
  const genesis = bytesToHex(chain.genesisHash)
  expect(await peer.call('chain_getHeader', genesis)).toEqual({
    parentHash: ZERO,
    number: '0x0',
    stateRoot: expect.stringMatching(/^0x[0-9a-f]{64}$/),
    extrinsicsRoot: expect.stringMatching(/^0x[0-9a-f]{64}$/),
    digest: { logs: ['0x000400'] },
  })
  for (let block = 1; block <= 16; block += 1) chain.produce()
  expect(await peer.call('chain_getHeader')).toMatchObject({ number: '0x10' })
})

it('takes absent, null and empty for the best block, and hashes without 0x', async () => {
  const { client, chain } = await rpcWorld()
  const peer = client()
  const { hash } = chain.produce()
  const best = await peer.call('chain_getHeader', bytesToHex(hash))
  for (const params of [[], [null], [''], [bytesToHex(hash).slice(2)]]) {
    expect(await peer.call('chain_getHeader', ...params), JSON.stringify(params)).toEqual(best)
  }
})

it('gives blocks with the extrinsics byte for byte', async () => {
  const { client, chain } = await rpcWorld()
  const peer = client()
  const extrinsics = [Uint8Array.of(8, 4, 0), Uint8Array.of(4, 0xff)]
  const { hash } = chain.produce(new Map(), extrinsics)
  expect(await peer.call('chain_getBlock', bytesToHex(hash))).toEqual({
    block: {
      header: await peer.call('chain_getHeader'),
      extrinsics: ['0x080400', '0x04ff'],
    },
    justifications: null,
  })
})

it('answers null for unknown blocks', async () => {
  const { client } = await rpcWorld()
  const peer = client()
  expect(await peer.call('chain_getBlock', UNKNOWN)).toBe(null)
  expect(await peer.call('chain_getHeader', UNKNOWN)).toBe(null)
})

it('gives hashes by height in every form of the question', async () => {
  const { client, chain } = await rpcWorld()
  const peer = client()
  const genesis = bytesToHex(chain.genesisHash)
  const head = bytesToHex(chain.produce().hash)
  const rows: readonly (readonly [string, readonly unknown[], unknown])[] = [
    ['nothing', [], head],
    ['null', [null], head],
    ['zero', [0], genesis],
    ['a number', [1], head],
    ['hex', ['0x1'], head],
    ['padded hex', ['0x0000'], genesis],
    ['a future number', [2], null],
    ['a far future number', [2 ** 40], null],
    ['a list', [[0, '0x1', 9, null]], [genesis, head, null, head]],
    ['an empty list', [[]], []],
  ]
  for (const [name, params, expected] of rows) {
    expect(await peer.call('chain_getBlockHash', ...params), name).toEqual(expected)
  }
  expect(await peer.call('chain_getHead')).toBe(head)
  for (const bad of [-1, 1.5, '1', 'x', {}, true, '0x', [[0]]]) {
    const { error } = await peer.ask('chain_getBlockHash', bad)
    expect(error?.code, JSON.stringify(bad)).toBe(-32602)
  }
})

it('knows the final head', async () => {
  const { client, chain } = await rpcWorld()
  const peer = client()
  const first = chain.produce()
  chain.produce()
  chain.finalize(first.hash)
  expect(await peer.call('chain_getFinalizedHead')).toBe(bytesToHex(first.hash))
  expect(await peer.call('chain_getFinalisedHead')).toBe(bytesToHex(first.hash))
})

it.each([
  ['chain_subscribeNewHeads', 'chain_newHead'],
  ['chain_subscribeNewHead', 'chain_newHead'],
  ['subscribe_newHead', 'chain_newHead'],
  ['chain_subscribeAllHeads', 'chain_allHead'],
])('%s tells the head now and each new one as %s', async (name, notification) => {
  const { client, chain } = await rpcWorld()
  const peer = client()
  const id = await peer.call(name)
  chain.produce()
  chain.produce()
  chain.revert(chain.hashAt(1) as typeof chain.genesisHash)
  await peer.until(() => peer.notified(id).length === 4)
  expect(peer.notified(id)).toMatchObject(
    ['0x0', '0x1', '0x2', '0x1'].map((number) => ({ number })),
  )
  expect(peer.messages.at(-1)).toEqual({
    jsonrpc: '2.0',
    method: notification,
    params: { subscription: id, result: await peer.call('chain_getHeader') },
  })
})

it.each(['chain_subscribeFinalizedHeads', 'chain_subscribeFinalisedHeads'])(
  '%s tells the final head now and each block that becomes final, in order',
  async (name) => {
    const { client, chain } = await rpcWorld()
    const peer = client()
    const id = await peer.call(name)
    chain.produce()
    chain.finalize(chain.produce().hash)
    await peer.until(() => peer.notified(id).length === 3)
    expect(peer.notified(id)).toMatchObject(['0x0', '0x1', '0x2'].map((number) => ({ number })))
    expect(peer.messages.at(-1)?.method).toBe('chain_finalizedHead')
  },
)
