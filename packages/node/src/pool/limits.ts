import { banish } from './context.ts'
import type { PoolContext } from './context.ts'
import type { Entry, Verdict } from './entry.ts'
import { immediatelyDropped } from './errors.ts'
import type { Queue } from './queue.ts'

/** The bounds of one half of the queue. */
export interface HalfLimits {
  readonly count: number
  readonly bytes: number
}

/** The bounds of the pool. */
export interface PoolLimits {
  readonly ready: HalfLimits
  readonly future: HalfLimits
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
 * Who has to leave so that a newcomer fits: the lowest priority first, the oldest among equals.
 * A full ready half only yields to a higher priority; a full future half also to an equal one, so
 * that transactions which wait for ever cannot close it.
 *
 * @throws PoolError 1016 when that is not enough.
 */
export function makeRoom(
  pool: PoolContext,
  newcomer: Verdict & { readonly bytes: Uint8Array },
  replaced: ReadonlySet<Entry>,
): readonly Entry[] {
  const half = pool.queue.isReady(newcomer.requires) ? 'ready' : 'future'
  const limits = pool.limits[half]
  let { count, bytes } = pool.queue.load(half)
  for (const entry of replaced) {
    if (entry.ready !== (half === 'ready')) continue
    count -= 1
    bytes -= entry.bytes.length
  }
  count += 1
  bytes += newcomer.bytes.length
  const leaving: Entry[] = []
  if (count <= limits.count && bytes <= limits.bytes) return leaving
  for (const entry of worstFirst(pool.queue, half, (a, b) => a.sequence - b.sequence)) {
    const yields =
      entry.priority < newcomer.priority ||
      (half === 'future' && entry.priority === newcomer.priority)
    if (!yields) break
    // A newcomer must not push out what it builds on.
    if (replaced.has(entry) || (entry.account !== '' && entry.account === newcomer.account))
      continue
    leaving.push(entry)
    count -= 1
    bytes -= entry.bytes.length
    if (count <= limits.count && bytes <= limits.bytes) return leaving
  }
  throw immediatelyDropped()
}

/** Drops what is too much after entries changed halves. */
export function trim(pool: PoolContext): void {
  // From the end of the block order, so that nothing goes before what builds on it.
  if (isOver(pool, 'ready')) dropWhileOver(pool, 'ready', [...pool.queue.inBlockOrder()].reverse())
  if (isOver(pool, 'future')) {
    dropWhileOver(
      pool,
      'future',
      worstFirst(pool.queue, 'future', (a, b) => b.sequence - a.sequence),
    )
  }
}

function dropWhileOver(
  pool: PoolContext,
  half: 'ready' | 'future',
  entries: Iterable<Entry>,
): void {
  for (const entry of entries) {
    if (!isOver(pool, half)) return
    banish(pool, entry, 'dropped')
  }
}

function isOver(pool: PoolContext, half: 'ready' | 'future'): boolean {
  const { count, bytes } = pool.queue.load(half)
  return count > pool.limits[half].count || bytes > pool.limits[half].bytes
}

/**
 * Who goes first out of a half. PERF: a full one is asked with each newcomer, and mostly one has to
 * go or none; the others are put in order (8,192 entries ≈ 3 ms) where more are asked for.
 */
function* worstFirst(
  queue: Queue,
  half: 'ready' | 'future',
  amongEquals: (left: Entry, right: Entry) => number,
): Generator<Entry> {
  const entries = [...queue.values()].filter((entry) => entry.ready === (half === 'ready'))
  const order = (left: Entry, right: Entry): number => {
    if (left.priority === right.priority) return amongEquals(left, right)
    return left.priority < right.priority ? -1 : 1
  }
  let [worst] = entries
  if (worst === undefined) return
  for (const entry of entries) if (order(entry, worst) < 0) worst = entry
  yield worst
  yield* entries.toSorted(order).slice(1)
}
