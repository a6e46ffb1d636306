import { get } from './memory'
import { columnKeys, keysA, keysB, scratchA } from './state'

/**
 * The weighted median of one column. Its entries are keys of score · 2^16 + uid, the shares of the
 * uids stand in `scratchA`.
 */

/** The stake at or below the median exceeds this. */
export let minority: i64 = 0

export function beginMedians(newMinority: i64): void {
  minority = newMinority
}

/**
 * The smallest score with more than the minority of stake at or below it, or the largest.
 *
 * @param start first key of the column
 * @param members uids with stake; those without a key score 0
 * @param total sum of their shares
 */
export function medianOf(start: i32, count: i32, members: i32, total: i64): i64 {
  const keys = columnKeys + ((<usize>start) << 3)
  let heard = total
  if (count < members) {
    heard = 0
    for (let at = 0; at < count; at++) heard += shareOf(get(keys, at))
    if (total - heard > minority) return 0
  }
  return select(keys, count, total - heard, heard)
}

/**
 * Quick select without branches on scores: every key goes to both ends of a buffer, and stays at the
 * left when it is smaller than the pivot, at the right when it is larger. The buffers take turns.
 *
 * @param below stake of smaller scores that are already set aside
 * @param heard stake of the keys
 */
function select(keys: usize, count: i32, below: i64, heard: i64): i64 {
  let source = keys
  let target = keysA
  let other = keysB
  // What is left after the usual number of rounds is small, unless somebody made the column resist.
  let rounds = 32 - clz<i32>(count)
  while (count > 1) {
    if (rounds-- == 0) return bisect(source, count, below)
    const pivot = middleOf(source, count)
    const lowerEnd = (<u64>pivot) << 16
    const upperStart = (<u64>(pivot + 1)) << 16
    const end = source + ((<usize>count) << 3)
    let left = target
    let right = target + ((<usize>(count - 1)) << 3)
    const shares = scratchA
    let lower: i64 = 0
    let upper: i64 = 0
    for (let at = source; at < end; at += 8) {
      const key = load<u64>(at)
      const share = load<i64>(shares + ((<usize>key & 0xffff) << 3))
      store<u64>(left, key)
      store<u64>(right, key)
      const isLower = key < lowerEnd
      const isUpper = key >= upperStart
      left += (<usize>isLower) << 3
      right -= (<usize>isUpper) << 3
      lower += isLower ? share : 0
      upper += isUpper ? share : 0
    }
    const lowerCount = <i32>((left - target) >>> 3)
    const upperCount = count - 1 - <i32>((right - target) >>> 3)
    if (below + lower > minority && lowerCount > 0) {
      count = lowerCount
      heard = lower
      source = target
    } else if (below + heard - upper > minority || upperCount == 0) {
      return pivot
    } else {
      below += heard - upper
      heard = upper
      count = upperCount
      source = right + 8
    }
    const next = other
    other = target
    target = next
  }
  return scoreOf(get(source, 0))
}

function scoreOf(key: i64): i64 {
  return <i64>(<u64>key >> 16)
}

function shareOf(key: i64): i64 {
  return load<i64>(scratchA + ((<usize>key & 0xffff) << 3))
}

/** The median of the first, middle and last score. */
function middleOf(keys: usize, count: i32): i64 {
  const a = scoreOf(get(keys, 0))
  const b = scoreOf(get(keys, count >> 1))
  const c = scoreOf(get(keys, count - 1))
  if (a < b) return b < c ? b : a < c ? c : a
  return a < c ? a : b < c ? c : b
}

/** {@link select} by halving the range of scores. */
function bisect(keys: usize, count: i32, below: i64): i64 {
  let low: i64 = 0
  let high: i64 = 0
  for (let at = 0; at < count; at++) {
    const score = scoreOf(get(keys, at))
    if (score > high) high = score
  }
  while (low < high) {
    const middle = low + ((high - low) >> 1)
    let reached = below
    for (let at = 0; at < count; at++) {
      const key = get(keys, at)
      if (scoreOf(key) <= middle) reached += shareOf(key)
    }
    if (reached > minority) high = middle
    else low = middle + 1
  }
  return low
}
