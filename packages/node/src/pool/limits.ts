import { banish } from './context.ts'
import type { PoolContext } from './context.ts'
import type { Entry, Verdict } from './entry.ts'
import { immediatelyDropped } from './errors.ts'
import { tally } from './queue.ts'
import type { Half, Load } from './queue.ts'

/** The bounds of one half of the queue. */
export interface HalfLimits {
  readonly count: number
  readonly bytes: number
}

/** The bounds of the pool. */
export interface PoolLimits {
  readonly ready: HalfLimits
  readonly future: HalfLimits
  /** What of the ready half is for what other nodes pass on; absent: the node is alone. */
  readonly reserved?: HalfLimits
  /** Transactions in blocks that are not final. */
  readonly included: number
  /** Transactions validated again after a block, beside those whose sender it touched. */
  readonly revalidated: number
}

/** 8,192 ready ones of 20 MiB, 512 future ones of 2 MiB. */
export const DEFAULT_LIMITS: PoolLimits = {
  ready: { count: 8_192, bytes: 20 << 20 },
  future: { count: 512, bytes: 2 << 20 },
  included: 16_384,
  revalidated: 64,
}

/**
 * Of a node among others. All of them hold what each of them takes, and what one has no room for it
 * lacks, and with it all that follows of the same account. So a node stops taking while it has room
 * for what others took meanwhile.
 */
export const NETWORK_LIMITS: Partial<PoolLimits> = { reserved: { count: 4_096, bytes: 10 << 20 } }

/** Who wants a place: what the runtime says of it, its size, and the way it came. */
export interface Newcomer extends Verdict {
  readonly bytes: Uint8Array
  /** Another node passed it on. */
  readonly passedOn: boolean
}

/**
 * Who has to leave so that a newcomer fits: the lowest priority first, the oldest among equals.
 * A full ready half only yields to a higher priority; a full future half also to an equal one, so
 * that transactions which wait for ever cannot close it.
 *
 * @throws PoolError 1016 when that is not enough, or what is left is reserved.
 */
export function makeRoom(
  pool: PoolContext,
  newcomer: Newcomer,
  replaced: ReadonlySet<Entry>,
): readonly Entry[] {
  if (isShutTo(newcomer, pool)) throw immediatelyDropped()
  const half = pool.queue.isReady(newcomer.requires) ? 'ready' : 'future'
  const limits = pool.limits[half]
  const load = { ...pool.queue.load(half) }
  for (const entry of replaced) {
    if (entry.ready === (half === 'ready')) tally(load, entry, -1)
  }
  tally(load, newcomer, 1)
  const leaving: Entry[] = []
  if (fits(load, limits)) return leaving
  for (const entry of pool.queue.lowestFirst(half)) {
    const yields =
      entry.priority < newcomer.priority ||
      (half === 'future' && entry.priority === newcomer.priority)
    if (!yields) break
    // A newcomer must not push out what it builds on.
    if (replaced.has(entry) || (entry.account !== '' && entry.account === newcomer.account))
      continue
    leaving.push(entry)
    tally(load, entry, -1)
    if (fits(load, limits)) return leaving
  }
  throw immediatelyDropped()
}

/**
 * Whether what is left of the ready half is reserved. A higher priority than the lowest goes in all
 * the same. What waits for others does not: the others would find the door shut, and it would wait,
 * on all nodes, until it has to go.
 */
function isShutTo(newcomer: Newcomer, { queue, limits }: PoolContext): boolean {
  const { ready, reserved } = limits
  if (newcomer.passedOn || reserved === undefined) return false
  const load = { ...queue.load('ready') }
  tally(load, newcomer, 1)
  const open = { count: ready.count - reserved.count, bytes: ready.bytes - reserved.bytes }
  if (fits(load, open)) return false
  const [lowest] = queue.lowestFirst('ready')
  return lowest === undefined || newcomer.priority <= lowest.priority
}

const fits = ({ count, bytes }: Load, limits: HalfLimits): boolean =>
  count <= limits.count && bytes <= limits.bytes

/** Drops what is too much after entries changed halves. */
export function trim(pool: PoolContext): void {
  // From the end of the block order, so that nothing goes before what builds on it.
  if (isOver(pool, 'ready')) dropWhileOver(pool, 'ready', [...pool.queue.inBlockOrder()].reverse())
  if (isOver(pool, 'future')) {
    dropWhileOver(pool, 'future', [...pool.queue.lowestFirst('future')].sort(newestOfLowest))
  }
}

function newestOfLowest(left: Entry, right: Entry): number {
  if (left.priority === right.priority) return right.sequence - left.sequence
  return left.priority < right.priority ? -1 : 1
}

function dropWhileOver(pool: PoolContext, half: Half, entries: Iterable<Entry>): void {
  for (const entry of entries) {
    if (!isOver(pool, half)) return
    banish(pool, entry, 'dropped')
  }
}

const isOver = (pool: PoolContext, half: Half): boolean =>
  !fits(pool.queue.load(half), pool.limits[half])
