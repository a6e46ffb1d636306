import { setImmediate as nextTurn } from 'node:timers/promises'
import { bytesToHex, equalBytes } from '@plexus/primitives'
import type { BlockRef, Chain, Unsubscribe } from '../../chain/interface.ts'
import { systemClock } from '../../clock.ts'
import type { Clock } from '../../clock.ts'
import { silent } from '../../log.ts'
import type { Log } from '../../log.ts'
import type { Pool } from '../../pool/interface.ts'
import {
  EmptyBlockError,
  EngineFailedError,
  EngineStoppedError,
  ParentNotHeadError,
  SealRequestError,
} from '../errors.ts'
import type { DevControls, Engine, ManualSeal, Sealing, SealRequest } from '../interface.ts'
import { buildBlock } from './build-block.ts'
import { startSchedule } from './schedule.ts'
import type { ShieldKeys } from '../shield-keys.ts'
import { checkTimestamp, nextTimestamp } from './timestamps.ts'

/** What a solo engine is made of. */
export interface SoloEngineOptions {
  readonly chain: Chain
  readonly pool: Pool
  readonly sealing: Sealing
  /** Timestamp (ms) in the state of the head; 0 at genesis. */
  readonly lastTimestamp: () => bigint
  /**
   * How many blocks finality is behind the head; `none` finalises on request only. Default: 2 on
   * an interval, 0 instantly sealed (there may be no later block), none in manual mode.
   */
  readonly finalityLag?: number | 'none'
  /** Extrinsics of the author's own for a block of this time. */
  readonly ownExtrinsics?: (timestampMs: bigint) => readonly Uint8Array[]
  /** Keys that senders encrypt to; without them no block announces one. */
  readonly shield?: ShieldKeys
  readonly clock?: Clock
  readonly log?: Log
  /** Block production failed for good; the node should exit. */
  readonly onFatal?: (error: EngineFailedError) => void
  /** Hears of each block made here. */
  readonly onSealed?: (sealed: SealedBlock) => void
}

/** A block that the engine made. */
export interface SealedBlock {
  readonly ref: BlockRef
  /** Extrinsics beside the inherents and the author's own. */
  readonly transactions: number
  /** Time to build, execute and append it. */
  readonly seconds: number
}

/** An engine without other software: this node makes every block. */
export type SoloEngine = Engine & ManualSeal & DevControls

/** Makes blocks between `start` and `stop`, one at a time, in every sealing mode on request too. */
export function createSoloEngine(options: SoloEngineOptions): SoloEngine {
  const solo = createSolo(options)
  return {
    start() {
      if (!solo.running) start(solo)
      return Promise.resolve()
    },
    async stop() {
      stop(solo)
      await solo.tail
    },
    seal: (request = {}) => inTurn(solo, () => seal(solo, request)),
    finalize: (hash) => solo.chain.finalize(hash),
    mine: (count) => inTurn(solo, () => mine(solo, count)),
    travelTo(timestampMs) {
      checkTimestamp(timestampMs, solo.options.lastTimestamp(), slotOf(solo))
      solo.pinned = timestampMs
      solo.offsetMs = timestampMs - BigInt(solo.clock.now())
    },
  }
}

interface Solo {
  readonly options: SoloEngineOptions
  readonly chain: Chain
  readonly pool: Pool
  readonly clock: Clock
  readonly log: Log
  readonly lag: number | 'none'
  running: boolean
  failure?: EngineFailedError
  /** Ends when all sealing asked for so far has ended. */
  tail: Promise<unknown>
  /** A block of the sealing mode is due and waits for its turn. */
  due: boolean
  /** Added to the clock. */
  offsetMs: bigint
  /** The timestamp of the next block, where someone set it. */
  pinned?: bigint
  /** A finality step is planned. */
  finalizing: boolean
  readonly releases: Unsubscribe[]
}

function createSolo(options: SoloEngineOptions): Solo {
  const { chain, pool, clock = systemClock, log = silent } = options
  return {
    options,
    chain,
    pool,
    clock,
    log,
    lag: options.finalityLag ?? DEFAULT_LAGS[options.sealing.mode],
    running: false,
    tail: Promise.resolve(),
    due: false,
    offsetMs: 0n,
    finalizing: false,
    releases: [],
  }
}

function start(solo: Solo): void {
  solo.running = true
  const { sealing } = solo.options
  if (sealing.mode === 'instant') {
    solo.releases.push(solo.pool.onReady(() => sealSoon(solo)))
    if (solo.pool.size().ready > 0) sealSoon(solo)
  }
  if (sealing.mode === 'interval') {
    const now = solo.clock.now()
    // At once on a new chain; after a restart not before the slot of the last block is over.
    const free = Number(solo.options.lastTimestamp() + slotOf(solo))
    const first = Math.min(Math.max(free, now), now + sealing.intervalMs)
    const tick = (): void => sealWhenDue(solo, {})
    const schedule = startSchedule(solo.clock, sealing.intervalMs, first, tick)
    solo.releases.push(() => schedule.stop())
  }
}

function stop(solo: Solo): void {
  solo.running = false
  for (const release of solo.releases.splice(0)) release()
}

/** Later than the event that asks for it, because chain and pool are in the middle of it. */
function sealSoon(solo: Solo): void {
  if (solo.due) return
  solo.due = true
  solo.clock.after(0, () => {
    solo.due = false
    if (solo.running) sealWhenDue(solo, { createEmpty: false })
  })
}

/** The block of the sealing mode. Those that come due while one waits are left out. */
function sealWhenDue(solo: Solo, request: SealRequest): void {
  if (solo.due) return
  solo.due = true
  const done = (): void => {
    solo.due = false
  }
  inTurn(solo, () => {
    solo.due = false
    return seal(solo, request)
  }).then(done, (error: unknown) => {
    done()
    if (error instanceof EmptyBlockError || error instanceof EngineStoppedError) return
    solo.log('debug', 'A due block was not made', { error })
  })
}

/** Runs sealing work after all that was asked for before. A bug in it ends block production. */
function inTurn<T>(solo: Solo, work: () => T | Promise<T>): Promise<T> {
  const turn = solo.tail.then(async () => {
    if (solo.failure !== undefined) throw solo.failure
    if (!solo.running) throw new EngineStoppedError()
    try {
      return await work()
    } catch (error) {
      if (error instanceof SealRequestError || error instanceof EngineStoppedError) throw error
      throw fail(solo, error)
    }
  })
  solo.tail = turn.catch(() => undefined)
  return turn
}

function fail(solo: Solo, cause: unknown): EngineFailedError {
  const failure = new EngineFailedError(cause)
  solo.failure = failure
  stop(solo)
  solo.log('error', 'Block production failed and has ended', {
    error: cause,
    head: solo.chain.head().number,
  })
  solo.options.onFatal?.(failure)
  return failure
}

function seal(solo: Solo, request: SealRequest): BlockRef {
  const { chain, pool, clock, options } = solo
  const head = chain.head()
  if (request.parentHash !== undefined && !equalBytes(request.parentHash, head.hash)) {
    throw new ParentNotHeadError(bytesToHex(head.hash))
  }
  const available = request.extrinsics?.length ?? pool.size().ready
  if (request.createEmpty === false && available === 0) throw new EmptyBlockError()
  const timestampMs = timestampOf(solo, request)
  const began = performance.now()
  const built = buildBlock(chain, pool, clock, {
    timestampMs,
    own: options.ownExtrinsics?.(timestampMs) ?? [],
    deadlineMs: clock.now() + budgetMs(options.sealing),
    ...(request.extrinsics === undefined ? {} : { extrinsics: request.extrinsics }),
    ...(options.shield && { shield: options.shield }),
  })
  delete solo.pinned
  chain.append(built.executed)
  options.shield?.roll()
  const ref = { hash: built.executed.hash, number: built.executed.block.header.number }
  const seconds = (performance.now() - began) / 1000
  options.onSealed?.({ ref, transactions: built.transactions, seconds })
  if (request.finalize === true) chain.finalize(ref.hash)
  else finalizeLater(solo)
  // What did not fit goes into the next block; what never fits must not seal for ever.
  const more = built.transactions > 0 && pool.size().ready > 0
  if (options.sealing.mode === 'instant' && more) sealSoon(solo)
  return ref
}

async function mine(solo: Solo, count: number): Promise<BlockRef> {
  let last = solo.chain.head()
  for (let made = 1; made <= count; made += 1) {
    last = seal(solo, {})
    if (made % MINED_AT_ONCE !== 0) continue
    await nextTurn()
    if (!solo.running) throw new EngineStoppedError()
  }
  return last
}

function timestampOf(solo: Solo, { timestampMs }: SealRequest): bigint {
  const parent = solo.options.lastTimestamp()
  const wall = BigInt(solo.clock.now()) + solo.offsetMs
  if (timestampMs === undefined) {
    return nextTimestamp(solo.pinned ?? wall, parent, slotOf(solo))
  }
  checkTimestamp(timestampMs, parent, slotOf(solo))
  return timestampMs
}

/** On a later tick, so that whoever follows the chain hears of a block before it is final. */
function finalizeLater(solo: Solo): void {
  if (solo.lag === 'none' || solo.finalizing) return
  const { chain, clock, lag } = solo
  solo.finalizing = true
  clock.after(0, () => {
    solo.finalizing = false
    // Stopped meanwhile: the database may be closed.
    if (!solo.running) return
    const target = chain.hashAt(chain.head().number - lag)
    if (target !== undefined) chain.finalize(target)
  })
}

function slotOf(solo: Solo): bigint {
  return BigInt(solo.chain.runtime.slotDurationMs)
}

/** Time for the transactions of one block; the rest of the interval is for roots and writes. */
function budgetMs(sealing: Sealing): number {
  return sealing.mode === 'interval'
    ? Math.min(MAX_BUDGET_MS, Math.ceil(sealing.intervalMs * BUDGET_SHARE))
    : MAX_BUDGET_MS
}

const DEFAULT_LAGS = { interval: 2, instant: 0, manual: 'none' } as const
const BUDGET_SHARE = 0.6
/** A block must not keep the node from answering for longer. */
const MAX_BUDGET_MS = 2_000
/** Blocks mined before others get a turn. PERF: about 25 ms of empty blocks. */
const MINED_AT_ONCE = 50
