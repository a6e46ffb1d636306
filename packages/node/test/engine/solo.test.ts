import { bytesToHex, createHasher } from '@plexus/primitives'
import type { Hash } from '@plexus/primitives'
import { expect, test } from 'vitest'
import type { Chain, ChainEvent } from '../../src/chain/interface.ts'
import { EngineFailedError } from '../../src/engine/errors.ts'
import type { Sealing } from '../../src/engine/interface.ts'
import { createSoloEngine } from '../../src/engine/solo/create-solo-engine.ts'
import type { SoloEngine, SoloEngineOptions } from '../../src/engine/solo/create-solo-engine.ts'
import { createPool } from '../../src/pool/create-pool.ts'
import type { Pool } from '../../src/pool/interface.ts'
import { modelChain } from '../pool/model-chain.ts'
import { encodeModel, modelRuntime } from '../pool/model-runtime.ts'
import type { ModelTransaction } from '../pool/model-runtime.ts'
import { virtualClock } from '../pool/virtual-clock.ts'
import type { VirtualClock } from '../pool/virtual-clock.ts'

const SLOT = 250
const START = 1_700_000_000_000

interface Bench {
  readonly clock: VirtualClock
  readonly chain: Chain
  readonly pool: Pool
  readonly engine: SoloEngine
  readonly fatal: EngineFailedError[]
  /** Heights of imports and finalisations in the order in which they happened, as `+1` and `=1`. */
  readonly log: string[]
  timestamp(): bigint
  submit(transaction: ModelTransaction): Promise<Hash>
}

async function bench(
  sealing: Sealing,
  options: Partial<SoloEngineOptions> = {},
  slotDurationMs = SLOT,
): Promise<Bench> {
  const clock = virtualClock(START)
  const hasher = await createHasher()
  const runtime = modelRuntime(hasher, { slotDurationMs, onSlow: () => clock.stall(50) })
  const chain = modelChain(runtime)
  const signatures = { check: () => Promise.resolve(true) }
  const pool = createPool({ chain, hasher, signatures, clock })
  pool.start()
  const log: string[] = []
  chain.subscribe((event) => log.push(nameOf(event)))
  const timestamp = (): bigint => runtime.timestamp(chain.stateAt(chain.head().hash))
  const fatal: EngineFailedError[] = []
  const engine = createSoloEngine({
    chain,
    pool,
    clock,
    sealing,
    lastTimestamp: timestamp,
    onFatal: (error) => fatal.push(error),
    ...options,
  })
  await engine.start()
  const submit = (transaction: ModelTransaction): Promise<Hash> =>
    pool.submit(encodeModel(transaction), 'Local')
  return { clock, chain, pool, engine, fatal, log, timestamp, submit }
}

function nameOf(event: ChainEvent): string {
  if (event.type === 'imported') return `+${event.ref.number}`
  if (event.type === 'finalized') return event.blocks.map(({ number }) => `=${number}`).join(' ')
  if (event.type === 'overwritten') return '~'
  if (event.type === 'restored') return `@${event.ref.number}`
  return `-${event.to.number}`
}

/** Transactions of the head's block. */
function taken(chain: Chain): number {
  return (chain.body(chain.head().hash)?.length ?? 0) - 1
}

const interval = (intervalMs: number): Sealing => ({ mode: 'interval', intervalMs })

test.each([250, 12_000, 1_000])('seals every %i ms, the first block at once', async (ms) => {
  const { clock, chain, engine, timestamp } = await bench(interval(ms), {}, ms)
  await clock.settle()
  expect(chain.head().number).toBe(1)
  expect(timestamp()).toBe(BigInt(START))
  await clock.advance(10 * ms)
  expect(chain.head().number).toBe(11)
  expect(timestamp()).toBe(BigInt(START + 10 * ms))
  await engine.stop()
  await clock.advance(10 * ms)
  expect(chain.head().number).toBe(11)
})

test('keeps its plan after a late tick and leaves missed slots out', async () => {
  const { clock, chain, timestamp } = await bench(interval(SLOT))
  await clock.advance(1)
  clock.stall(330)
  await clock.settle()
  expect(chain.head().number).toBe(2)
  await clock.advance(168)
  expect(chain.head().number).toBe(2)
  await clock.advance(1)
  expect(chain.head().number).toBe(3)
  expect(timestamp()).toBe(BigInt(START + 331 + SLOT))
  clock.stall(5 * SLOT)
  await clock.settle()
  expect(chain.head().number).toBe(4)
  await clock.advance(SLOT)
  expect(chain.head().number).toBe(5)
})

test('each Aura slot is higher than its parent’s, whatever the clock does', async () => {
  const { clock, chain, engine, timestamp } = await bench(interval(SLOT), {}, 12_000)
  const slots: bigint[] = []
  for (let at = 0; at < 20; at += 1) {
    clock.stall(at * 17)
    await clock.advance(SLOT)
    if (at % 5 === 0) await engine.seal()
    slots.push(timestamp() / 12_000n)
  }
  expect(chain.head().number).toBeGreaterThan(20)
  expect(new Set(slots).size).toBe(slots.length)
  expect(slots).toEqual(slots.toSorted((a, b) => Number(a - b)))
})

test('waits for the slot of the last block when it starts again', async () => {
  const { clock, chain, engine } = await bench(interval(SLOT))
  await clock.advance(10)
  await engine.stop()
  await engine.start()
  await clock.advance(239)
  expect(chain.head().number).toBe(1)
  await clock.advance(1)
  expect(chain.head().number).toBe(2)
})

test.each([
  [0, '+1 =1 +2 =2 +3 =3 +4 =4'],
  [2, '+1 +2 +3 =1 +4 =2'],
  [3, '+1 +2 +3 +4 =1'],
  ['none', '+1 +2 +3 +4'],
] as const)('finality follows %s blocks behind, after the block', async (finalityLag, expected) => {
  const { clock, log } = await bench(interval(SLOT), { finalityLag })
  await clock.advance(3 * SLOT)
  expect(log.join(' ')).toBe(expected)
})

test('finality comes on a later tick than the block', async () => {
  const { chain, engine, clock } = await bench({ mode: 'manual' }, { finalityLag: 0 })
  await engine.seal()
  expect([chain.head().number, chain.finalized().number]).toEqual([1, 0])
  await clock.settle()
  expect(chain.finalized().number).toBe(1)
})

test('seals instantly when a transaction is ready, and only then', async () => {
  const { clock, chain, submit } = await bench({ mode: 'instant' })
  await clock.advance(60_000)
  expect(chain.head().number).toBe(0)
  await submit({ sender: 1, nonce: 1 })
  await clock.settle()
  expect(chain.head().number).toBe(0)
  await submit({ sender: 1, nonce: 0 })
  await clock.settle()
  expect([chain.head().number, chain.finalized().number, taken(chain)]).toEqual([1, 1, 2])
})

test('does not seal for ever for what never fits', async () => {
  const { clock, chain, pool, submit } = await bench({ mode: 'instant' })
  await submit({ sender: 1, nonce: 0, kind: 'too big' })
  await clock.advance(1_000)
  expect([chain.head().number, pool.size().ready]).toEqual([1, 1])
})

test('seals on request only in manual mode, and finalises on request only', async () => {
  const { clock, chain, engine, submit, timestamp } = await bench({ mode: 'manual' })
  await submit({ sender: 1, nonce: 0 })
  await submit({ sender: 2, nonce: 0 })
  await clock.advance(60_000)
  expect(chain.head().number).toBe(0)
  const first = await engine.seal()
  expect(first).toEqual(chain.head())
  expect(taken(chain)).toBe(2)
  const before = timestamp()
  await engine.seal()
  expect(timestamp() - before).toBe(250n)
  await clock.advance(1_000)
  expect(chain.finalized().number).toBe(0)
  await engine.seal({ finalize: true })
  expect(chain.finalized().number).toBe(3)
  const last = await engine.seal()
  engine.finalize(last.hash)
  expect(chain.finalized().number).toBe(4)
})

test('seals on request in the other modes as well', async () => {
  const { clock, chain, engine } = await bench(interval(SLOT))
  await clock.settle()
  await engine.seal()
  await engine.seal()
  expect(chain.head().number).toBe(3)
})

test('seals exactly the extrinsics that are asked for', async () => {
  const { chain, engine, pool, submit } = await bench({ mode: 'manual' })
  await submit({ sender: 2, nonce: 0 })
  const wanted = [0, 1].map((nonce) => encodeModel({ sender: 1, nonce }))
  await engine.seal({ extrinsics: wanted, timestampMs: BigInt(START) + 5_000n })
  expect(chain.body(chain.head().hash)?.slice(1).map(bytesToHex)).toEqual(wanted.map(bytesToHex))
  expect(pool.size().ready).toBe(1)
})

test.each([
  ['an empty block that is not allowed', { createEmpty: false }, 'EmptyBlock'],
  ['a parent that is not the head', { parentHash: new Uint8Array(32) as Hash }, 'ParentNotHead'],
  ['a timestamp in the slot of the parent', { timestampMs: BigInt(START) + 9n }, 'TimestampTooLow'],
  ['a timestamp of long ago', { timestampMs: 1n }, 'TimestampTooLow'],
  [
    'an extrinsic the block refuses',
    { extrinsics: [encodeModel({ sender: 1, nonce: 5 })] },
    'ExtrinsicRefused',
  ],
  ['bytes that are no extrinsic', { extrinsics: [Uint8Array.of(4, 1)] }, 'ExtrinsicRefused'],
] as const)('refuses %s and goes on', async (_name, request, code) => {
  const { chain, engine, fatal } = await bench({ mode: 'manual' })
  await engine.seal()
  const head = chain.head()
  await expect(engine.seal(request)).rejects.toMatchObject({ code })
  expect(chain.head()).toEqual(head)
  expect((await engine.seal()).number).toBe(2)
  expect(fatal).toEqual([])
})

test('leaves what does not fit for later and refuses what is invalid', async () => {
  const { chain, engine, pool, submit } = await bench({ mode: 'manual' })
  await submit({ sender: 1, nonce: 0, kind: 'too big', priority: 9 })
  await submit({ sender: 1, nonce: 1 })
  await submit({ sender: 2, nonce: 0, kind: 'refused by the block' })
  await submit({ sender: 3, nonce: 0 })
  await engine.seal()
  expect(taken(chain)).toBe(1)
  expect([...pool.ready()].map(({ bytes }) => bytes[1])).toEqual([1, 1])
})

test('stops taking transactions when the time of the block is over', async () => {
  const { clock, chain, submit } = await bench(interval(SLOT))
  await clock.advance(1)
  // 50 ms each; 60 % of 250 ms are for transactions.
  for (let sender = 1; sender <= 8; sender += 1) await submit({ sender, nonce: 0, kind: 'slow' })
  await clock.advance(SLOT)
  expect(taken(chain)).toBe(3)
})

test('mines many blocks, one slot apart, and lets others have a turn', async () => {
  const { chain, engine, timestamp } = await bench({ mode: 'manual' })
  await engine.seal()
  const before = timestamp()
  let turns = 0
  let mining = true
  const others = (): void => {
    turns += 1
    if (mining) setImmediate(others)
  }
  setImmediate(others)
  const last = await engine.mine(500)
  mining = false
  expect(last).toEqual(chain.head())
  expect(chain.head().number).toBe(501)
  expect(timestamp() - before).toBe(500n * 250n)
  expect(turns).toBeGreaterThan(5)
})

test('travels in time and goes on from there', async () => {
  const { clock, engine, timestamp } = await bench(interval(SLOT))
  await clock.settle()
  const day = 86_400_000n
  engine.travelTo(BigInt(START) + day)
  await clock.advance(SLOT)
  expect(timestamp()).toBe(BigInt(START) + day)
  await clock.advance(SLOT)
  expect(timestamp()).toBe(BigInt(START) + day + 250n + 250n)
  expect(() => engine.travelTo(BigInt(START))).toThrow('not in a later')
})

test('makes one block at a time, in the order of the requests', async () => {
  const { engine } = await bench({ mode: 'manual' })
  const blocks = await Promise.all([engine.seal(), engine.mine(60), engine.seal(), engine.seal()])
  expect(blocks.map(({ number }) => number)).toEqual([1, 61, 62, 63])
})

test('a bug ends block production loudly', async () => {
  const { clock, chain, engine, fatal, submit } = await bench(interval(SLOT))
  await clock.settle()
  await submit({ sender: 1, nonce: 0, kind: 'bug' })
  await clock.advance(10 * SLOT)
  expect(chain.head().number).toBe(1)
  expect(fatal).toHaveLength(1)
  expect(fatal[0]).toBeInstanceOf(EngineFailedError)
  expect(fatal[0]?.cause).toMatchObject({ message: 'arithmetic went wrong' })
  await expect(engine.seal()).rejects.toBe(fatal[0])
})

test('makes no blocks unless it runs, and stops in the middle of mining', async () => {
  const { chain, engine } = await bench({ mode: 'manual' })
  const mining = engine.mine(1_000_000)
  const outcome = mining.catch((error: unknown) => error)
  await new Promise((resolve) => {
    setImmediate(resolve)
  })
  await engine.stop()
  expect(await outcome).toMatchObject({ code: 'EngineStopped' })
  const { number } = chain.head()
  expect(number).toBeGreaterThan(0)
  await expect(engine.seal()).rejects.toMatchObject({ code: 'EngineStopped' })
  expect(chain.head().number).toBe(number)
})

test('reports each block it made', async () => {
  const sealed: number[] = []
  const { engine, submit } = await bench(
    { mode: 'manual' },
    { onSealed: ({ ref, transactions }) => sealed.push(ref.number, transactions) },
  )
  await submit({ sender: 1, nonce: 0 })
  await engine.seal()
  await engine.seal()
  expect(sealed).toEqual([1, 1, 2, 0])
})
