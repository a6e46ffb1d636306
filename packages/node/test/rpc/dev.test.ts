import { bytesToHex, decodeSs58 } from '@plexus/primitives'
import { expect, it } from 'vitest'
import type { DevControls } from '../../src/rpc/context.ts'
import { rpcWorld } from './support/rpc-world.ts'

const ALICE = '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY'

async function developing() {
  const done: unknown[] = []
  const { chain } = await rpcWorld()
  const dev: DevControls = {
    async newBlock(request) {
      done.push(['newBlock', request])
      return chain.produce()
    },
    async mine(count) {
      done.push(['mine', count])
      return chain.produce()
    },
    async timeTravel(timestampMs) {
      if (timestampMs === 0n) throw Object.assign(new Error('back'), { code: 'TimestampTooLow' })
      done.push(['timeTravel', timestampMs])
    },
    setStorage: async (changes) => void done.push(['setStorage', [...changes]]),
    snapshot: async () => 'first',
    revert: async (id) => (id === 'first' ? chain.head() : undefined),
    async fundAccount(account, amount) {
      if (amount === 1n) throw Object.assign(new Error('Token'), { name: 'DispatchFailure' })
      done.push(['fundAccount', account, amount])
    },
    async setHead(hash) {
      chain.revert(hash)
      return chain.head()
    },
  }
  const world = await rpcWorld({ context: { chain, dev } })
  return { ...world, chain, done, peer: world.client() }
}

it('makes blocks', async () => {
  const { peer, done, chain } = await developing()
  const newBlock = (...params: readonly unknown[]) => peer.call('dev_newBlock', ...params)
  expect(await newBlock()).toBe(bytesToHex(chain.head().hash))
  await newBlock({ count: 3, transactions: ['0x0400'], timestamp: 1_700_000_000_000 })
  await newBlock(null)
  await newBlock({ timestamp: '2026-06-01T00:00:00Z' })
  expect(await peer.call('dev_mine')).toBe(bytesToHex(chain.head().hash))
  await peer.call('dev_mine', 360)
  expect(done).toEqual([
    ['newBlock', {}],
    [
      'newBlock',
      { count: 3, transactions: [Uint8Array.of(4, 0)], timestampMs: 1_700_000_000_000n },
    ],
    ['newBlock', {}],
    ['newBlock', { timestampMs: 1_780_272_000_000n }],
    ['mine', 1],
    ['mine', 360],
  ])
})

it('travels in time', async () => {
  const { peer, done } = await developing()
  expect(await peer.call('dev_timeTravel', 1_780_272_000_000)).toBe(1_780_272_000_000)
  expect(await peer.call('dev_timeTravel', '2026-06-01')).toBe(1_780_272_000_000)
  expect(done).toEqual(Array(2).fill(['timeTravel', 1_780_272_000_000n]))
  expect((await peer.ask('dev_timeTravel', 0)).error).toEqual({ code: 15_000, message: 'back' })
})

it('writes storage and funds accounts', async () => {
  const { peer, done, chain } = await developing()
  const entries = [
    ['0x01', '0x0a'],
    ['0x02', null],
  ]
  expect(await peer.call('dev_setStorage', entries)).toBe(bytesToHex(chain.head().hash))
  expect(await peer.call('dev_fundAccount', ALICE, '18446744073709551615')).toBe(null)
  expect(await peer.call('dev_fundAccount', ALICE, 5)).toBe(null)
  expect((await peer.ask('dev_fundAccount', ALICE, 1)).error).toEqual({
    code: -32602,
    message: 'Invalid params',
    data: 'the runtime refuses: Token',
  })
  const { account } = decodeSs58(ALICE)
  expect(done).toEqual([
    [
      'setStorage',
      [
        ['\x01', Uint8Array.of(10)],
        ['\x02', undefined],
      ],
    ],
    ['fundAccount', account, 2n ** 64n - 1n],
    ['fundAccount', account, 5n],
  ])
})

it('goes back', async () => {
  const { peer, chain } = await developing()
  expect(await peer.call('dev_snapshot')).toBe('first')
  expect(await peer.call('dev_revert', 'first')).toBe(true)
  expect(await peer.call('dev_revert', 'other')).toBe(false)
  const first = bytesToHex(chain.produce().hash)
  chain.produce()
  expect(await peer.call('dev_setHead', 1)).toBe(first)
  expect(await peer.call('dev_setHead', bytesToHex(chain.genesisHash))).toBe(
    bytesToHex(chain.genesisHash),
  )
  expect((await peer.ask('dev_setHead', 5)).error?.code).toBe(-32602)
})

it.each([
  ['dev_newBlock', [{ count: 0 }]],
  ['dev_newBlock', [{ transactions: '0x' }]],
  ['dev_newBlock', [5]],
  ['dev_newBlock', [{ timestamp: '2026-99-01' }]],
  ['dev_mine', [0]],
  ['dev_mine', [1e9]],
  ['dev_timeTravel', []],
  ['dev_timeTravel', [-1]],
  ['dev_setStorage', [[['0x01']]]],
  ['dev_setStorage', [{ '0x01': '0x' }]],
  ['dev_fundAccount', [ALICE, '18446744073709551616']],
  ['dev_fundAccount', [ALICE, -1]],
  ['dev_fundAccount', [ALICE, 1.5]],
  ['dev_setHead', ['0x']],
])('%s refuses %j', async (name, params) => {
  const { peer, done } = await developing()
  expect((await peer.ask(name, ...params)).error?.code).toBe(-32602)
  expect(done).toEqual([])
})

it('is unsafe for other machines', async () => {
  const { rpc } = await developing()
  expect(rpc.unsafeMethods).toHaveLength(8)
  expect(rpc.unsafeMethods.every((name) => name.startsWith('dev_'))).toBe(true)
})
