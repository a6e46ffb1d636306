import { expect, test } from 'vitest'
import { PoolError } from '../../src/pool/errors.ts'
import type { TransactionStatus } from '../../src/pool/interface.ts'
import { DEFAULT_LIMITS } from '../../src/pool/limits.ts'
import { SideBusyError } from '../../src/side/errors.ts'
import { SignatureQueueFullError } from '../../src/signature/errors.ts'
import { poolHarness, typesOf } from './harness.ts'
import type { Harness } from './harness.ts'
import { encodeModel, modelAccount } from './model-runtime.ts'
import type { ModelTransaction } from './model-runtime.ts'

const codeOf = (promise: Promise<unknown>): Promise<number | 'accepted'> =>
  promise.then(
    () => 'accepted' as const,
    (error: unknown) => (error instanceof PoolError ? error.rpcCode : Promise.reject(error)),
  )

/** Sender and nonce of the ready transactions, in order. */
function order({ pool }: Harness): readonly string[] {
  return [...pool.ready()].map(({ bytes }) => `${bytes[1]}/${bytes[4]}`)
}

test('orders by priority, then arrival, and by nonce within an account', async () => {
  const harness = await poolHarness()
  const arrivals: readonly ModelTransaction[] = [
    { sender: 1, nonce: 0, priority: 1 },
    { sender: 2, nonce: 0, priority: 5 },
    { sender: 1, nonce: 1, priority: 9 },
    { sender: 3, nonce: 0, priority: 5 },
    { sender: 2, nonce: 1, priority: 1 },
  ]
  for (const transaction of arrivals) await harness.submit(transaction)
  expect(order(harness)).toEqual(['2/0', '3/0', '1/0', '1/1', '2/1'])
})

test('holds a nonce gap back until it closes', async () => {
  const harness = await poolHarness()
  const late = await harness.watch({ sender: 1, nonce: 2 })
  await harness.submit({ sender: 1, nonce: 1 })
  expect(harness.pool.size()).toEqual({ ready: 0, future: 2 })
  expect(harness.pool.pending()).toHaveLength(2)
  await harness.submit({ sender: 1, nonce: 0 })
  await harness.clock.settle()
  expect(order(harness)).toEqual(['1/0', '1/1', '1/2'])
  expect(typesOf(late)).toEqual(['future', 'ready'])
})

test('closes a nonce gap with a block that holds what the pool never saw', async () => {
  const harness = await poolHarness()
  await harness.submit({ sender: 1, nonce: 2 })
  harness.importBlock([
    { sender: 1, nonce: 0 },
    { sender: 1, nonce: 1 },
  ])
  expect(order(harness)).toEqual(['1/2'])
})

test('counts the next index over ready transactions only', async () => {
  const harness = await poolHarness()
  const next = (): number => harness.pool.nextIndex(modelAccount(1))
  expect(next()).toBe(0)
  for (const nonce of [0, 1, 3]) await harness.submit({ sender: 1, nonce })
  expect(next()).toBe(2)
  harness.importBlock()
  expect(next()).toBe(2)
  await harness.submit({ sender: 1, nonce: 2 })
  expect(next()).toBe(4)
})

test('replaces by strictly higher priority and keeps what builds on it', async () => {
  const harness = await poolHarness()
  const old = await harness.watch({ sender: 1, nonce: 0, priority: 1 })
  const next = await harness.watch({ sender: 1, nonce: 1 })
  const by = await harness.submit({ sender: 1, nonce: 0, priority: 2 })
  await harness.clock.settle()
  expect(old).toEqual([{ type: 'ready' }, { type: 'usurped', by }])
  expect(typesOf(next)).toEqual(['ready'])
  expect(order(harness)).toEqual(['1/0', '1/1'])
})

test('tells the way into a final block, one tick at a time', async () => {
  const harness = await poolHarness()
  const ticks: string[][] = []
  let tick: string[] = []
  await harness.pool.watch(encodeModel({ sender: 1, nonce: 0 }), 'External', ({ type }) => {
    if (tick.length === 0) ticks.push(tick)
    tick.push(type)
  })
  const { after } = harness.clock
  harness.clock.after = (ms, callback) =>
    after(ms, () => {
      tick = []
      callback()
    })
  const block = harness.importBlock()
  harness.chain.finalize(block)
  await harness.clock.settle()
  expect(ticks).toEqual([['ready', 'inBlock'], ['finalized']])
})

test('says where a transaction is', async () => {
  const harness = await poolHarness()
  await harness.submit({ sender: 2, nonce: 0, priority: 9 })
  const heard = await harness.watch({ sender: 1, nonce: 0 })
  const block = harness.importBlock()
  await harness.clock.settle()
  harness.chain.finalize(block)
  await harness.clock.settle()
  expect(heard).toEqual([
    { type: 'ready' },
    { type: 'inBlock', block, index: 1 },
    { type: 'finalized', block, index: 1 },
  ])
})

test('lets a transaction be watched that is in a block already', async () => {
  const harness = await poolHarness()
  const first = await harness.watch({ sender: 1, nonce: 0 })
  const block = harness.importBlock()
  await harness.clock.settle()
  const second = await harness.watch({ sender: 1, nonce: 0 })
  harness.chain.finalize(block)
  await harness.clock.settle()
  expect(typesOf(first)).toEqual(['ready', 'inBlock', 'finalized'])
  expect(typesOf(second)).toEqual(['ready', 'inBlock', 'finalized'])
  expect(await codeOf(harness.submit({ sender: 1, nonce: 0 }))).toBe(1010)
})

test('says nothing after a watch is stopped', async () => {
  const harness = await poolHarness()
  const heard: TransactionStatus[] = []
  const bytes = encodeModel({ sender: 1, nonce: 0 })
  const { stop } = await harness.pool.watch(bytes, 'External', (status) => heard.push(status))
  stop()
  harness.importBlock()
  await harness.clock.settle()
  expect(heard).toEqual([])
})

test('forgets what a reverted block held, and keeps what waits', async () => {
  const harness = await poolHarness()
  const genesis = harness.chain.head().hash
  const heard = await harness.watch({ sender: 1, nonce: 0 })
  const next = await harness.watch({ sender: 1, nonce: 1 })
  await harness.submit({ sender: 2, nonce: 0 })
  let calls = 0
  const block = harness.importBlock([{ sender: 1, nonce: 0 }])
  harness.pool.onReady(() => (calls += 1))
  harness.chain.revert(genesis)
  expect(order(harness)).toEqual(['2/0'])
  expect(calls).toBe(0)
  await harness.submit({ sender: 1, nonce: 0 })
  await harness.clock.settle()
  expect(heard).toEqual([
    { type: 'ready' },
    { type: 'inBlock', block, index: 0 },
    { type: 'retracted', block },
    { type: 'dropped' },
  ])
  expect(typesOf(next)).toEqual(['ready', 'future', 'ready'])
  expect(order(harness)).toEqual(['2/0', '1/0', '1/1'])
})

test('drops what became stale and what outlived its longevity', async () => {
  const harness = await poolHarness()
  const stale = await harness.watch({ sender: 1, nonce: 0, priority: 3 })
  const short = await harness.watch({ sender: 2, nonce: 0, kind: 'short lived' })
  harness.importBlock([{ sender: 1, nonce: 0, priority: 4 }])
  harness.importBlock([])
  expect(order(harness)).toEqual(['2/0'])
  harness.importBlock([])
  await harness.clock.settle()
  expect(typesOf(stale)).toEqual(['ready', 'invalid'])
  expect(typesOf(short)).toEqual(['ready', 'invalid'])
})

test('bans invalid and refused transactions for thirty minutes', async () => {
  const harness = await poolHarness()
  const broke: ModelTransaction = { sender: 1, nonce: 0, kind: 'cannot pay' }
  expect(await codeOf(harness.submit(broke))).toBe(1010)
  expect(await codeOf(harness.submit(broke))).toBe(1012)
  const heard = await harness.watch({ sender: 2, nonce: 0 })
  const next = await harness.watch({ sender: 2, nonce: 1 })
  const [first] = harness.pool.ready()
  if (first === undefined) throw new Error('nothing is ready')
  harness.pool.refuse(first.hash)
  await harness.clock.settle()
  expect([typesOf(heard), typesOf(next)]).toEqual([
    ['ready', 'invalid'],
    ['ready', 'future'],
  ])
  expect(await codeOf(harness.submit({ sender: 2, nonce: 0 }))).toBe(1012)
  await harness.clock.advance(30 * 60_000)
  expect(await codeOf(harness.submit(broke))).toBe(1010)
  expect(await codeOf(harness.submit({ sender: 2, nonce: 0 }))).toBe('accepted')
})

test('removes by hash', async () => {
  const harness = await poolHarness()
  const heard = await harness.watch({ sender: 1, nonce: 0 })
  const [first] = harness.pool.ready()
  if (first === undefined) throw new Error('nothing is ready')
  expect(harness.pool.remove(first.hash)).toBe(true)
  expect(harness.pool.remove(first.hash)).toBe(false)
  await harness.clock.settle()
  expect(typesOf(heard)).toEqual(['ready', 'dropped'])
})

const SMALL = {
  ...DEFAULT_LIMITS,
  ready: { count: 3, bytes: 100 },
  future: { count: 2, bytes: 64 },
}

test('a full pool yields its lowest and oldest to a higher priority only', async () => {
  const harness = await poolHarness({ limits: SMALL })
  const oldest = await harness.watch({ sender: 1, nonce: 0, priority: 1 })
  await harness.submit({ sender: 2, nonce: 0, priority: 1 })
  await harness.submit({ sender: 3, nonce: 0, priority: 2 })
  expect(await codeOf(harness.submit({ sender: 4, nonce: 0, priority: 1 }))).toBe(1016)
  expect(await codeOf(harness.submit({ sender: 5, nonce: 0, priority: 3 }))).toBe('accepted')
  await harness.clock.settle()
  expect(order(harness)).toEqual(['5/0', '3/0', '2/0'])
  expect(typesOf(oldest)).toEqual(['ready', 'dropped'])
})

test('refuses what only fits in place of its own predecessor', async () => {
  const harness = await poolHarness({ limits: SMALL })
  for (const nonce of [0, 1, 2]) await harness.submit({ sender: 1, nonce })
  expect(await codeOf(harness.submit({ sender: 1, nonce: 3, priority: 9 }))).toBe(1016)
  expect(order(harness)).toEqual(['1/0', '1/1', '1/2'])
})

test('bounds the bytes of ready transactions', async () => {
  const harness = await poolHarness({ limits: SMALL })
  const filler = new Uint8Array(50)
  expect(await codeOf(harness.submit({ sender: 1, nonce: 0, filler }))).toBe('accepted')
  expect(await codeOf(harness.submit({ sender: 2, nonce: 0, filler }))).toBe(1016)
})

test('keeps the reserve for what others pass on, and for a higher priority', async () => {
  const harness = await poolHarness({ limits: { ...SMALL, reserved: { count: 1, bytes: 0 } } })
  const receive = (sender: number): Promise<number | 'accepted'> =>
    codeOf(harness.pool.receive(encodeModel({ sender, nonce: 0, priority: 1 })))
  const submit = (sender: number, priority: number): Promise<number | 'accepted'> =>
    codeOf(harness.submit({ sender, nonce: 0, priority }))
  expect([await submit(1, 1), await receive(2)]).toEqual(['accepted', 'accepted'])
  expect(await submit(3, 1)).toBe(1016)
  // It would wait for one that finds the door shut.
  expect(await codeOf(harness.submit({ sender: 3, nonce: 1, priority: 1 }))).toBe(1016)
  expect(await submit(4, 2)).toBe('accepted')
  expect(order(harness)).toEqual(['4/0', '1/0', '2/0'])
  expect(await receive(5)).toBe(1016)
})

test('a full future queue lets go of its oldest', async () => {
  const harness = await poolHarness({ limits: SMALL })
  const oldest = await harness.watch({ sender: 1, nonce: 7 })
  await harness.submit({ sender: 2, nonce: 7 })
  await harness.submit({ sender: 3, nonce: 7 })
  await harness.clock.settle()
  expect(harness.pool.size()).toEqual({ ready: 0, future: 2 })
  expect(typesOf(oldest)).toEqual(['future', 'dropped'])
})

test('stays within its bounds when a gap closes or opens', async () => {
  const harness = await poolHarness({
    limits: { ...SMALL, ready: { count: 2, bytes: 100 }, future: { count: 2, bytes: 64 } },
  })
  await harness.submit({ sender: 1, nonce: 1 })
  await harness.submit({ sender: 1, nonce: 2 })
  await harness.submit({ sender: 1, nonce: 0 })
  expect(order(harness)).toEqual(['1/0', '1/1'])
})

test('answers 1016 when too many signatures wait', async () => {
  const harness = await poolHarness({
    signatures: { check: () => Promise.reject(new SignatureQueueFullError(1)) },
  })
  expect(await codeOf(harness.submit({ sender: 1, nonce: 0 }))).toBe(1016)
})

test('takes one of two equal submissions that are examined side by side', async () => {
  const harness = await poolHarness()
  const same = (): Promise<number | 'accepted'> => codeOf(harness.submit({ sender: 1, nonce: 0 }))
  expect((await Promise.all([same(), same()])).map(String).toSorted()).toEqual(['1013', 'accepted'])
})

test('says that something is ready, not that something waits', async () => {
  const harness = await poolHarness()
  let calls = 0
  const stop = harness.pool.onReady(() => {
    calls += 1
  })
  await harness.submit({ sender: 1, nonce: 1 })
  expect(calls).toBe(0)
  await harness.submit({ sender: 1, nonce: 0 })
  expect(calls).toBe(1)
  stop()
  await harness.submit({ sender: 2, nonce: 0 })
  expect(calls).toBe(1)
})

test('hears nothing of the chain after it is stopped', async () => {
  const harness = await poolHarness()
  await harness.submit({ sender: 1, nonce: 0 })
  await harness.pool.stop()
  harness.importBlock()
  expect(harness.pool.size().ready).toBe(1)
})

test('leaves the validation of long transactions to the side thread', async () => {
  const long = new Uint8Array(20_000)
  // A compact length of the 19,996 bytes that follow it.
  new DataView(long.buffer).setUint32(0, (19_996 << 2) | 2, true)
  const asked: number[] = []
  const validate = (_view: unknown, _parent: unknown, _source: unknown, bytes: Uint8Array) => {
    asked.push(bytes.length)
    const error = { type: 'Invalid', value: { type: 'Payment' } } as const
    return Promise.resolve({ ok: false, error } as const)
  }
  const harness = await poolHarness({ side: { validate } })
  await harness.submit({ sender: 1, nonce: 0 })
  expect(asked).toEqual([])
  expect(await codeOf(harness.pool.submit(long, 'External'))).toBe(1010)
  expect(asked).toEqual([20_000])
  expect(await codeOf(harness.pool.submit(long, 'External'))).toBe(1012)
  expect(asked).toEqual([20_000])
})

test('says that the pool is full where the side thread is busy', async () => {
  const long = new Uint8Array(20_000)
  new DataView(long.buffer).setUint32(0, (19_996 << 2) | 2, true)
  const side = { validate: () => Promise.reject(new SideBusyError()) }
  const harness = await poolHarness({ side })
  expect(await codeOf(harness.pool.submit(long, 'External'))).toBe(1016)
})

test('refuses what no block can hold before anything looks at it', async () => {
  const long = new Uint8Array(11 << 20)
  new DataView(long.buffer).setUint32(0, (((11 << 20) - 4) << 2) | 2, true)
  const side = { validate: () => Promise.reject(new Error('nobody should ask')) }
  const harness = await poolHarness({ side })
  expect(await codeOf(harness.pool.submit(long, 'External'))).toBe(1010)
})
