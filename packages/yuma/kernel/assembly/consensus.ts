import * as Place from '../../src/kernel/layout'
import { div, sub } from './fixed'
import { get, get16, get32, set, set32 } from './memory'
import {
  activeStake,
  columnCounts,
  columnKeys,
  columnStarts,
  columnsA,
  consensus,
  keysA,
  keysB,
  n,
  parameter,
  scratchA,
  weightCounts,
  weightStarts,
  weightUids,
  weightValues,
} from './state'

/** The stake-weighted median of each column of weights (spec: 35-yuma-epoch §4). */

/** A weight is below 2^48: it shares a number with the uid of its validator. */
const UID_BITS: u64 = 16

let memberCount: i32 = 0
let minority: i64 = 0
let totalShare: i64 = 0

export function computeConsensus(): void {
  computeMembers()
  measureColumns()
  placeColumns()
  for (let uid = 0; uid < n; uid++) {
    if (get(activeStake, uid) > 0) fillColumns(uid)
  }
  for (let j = 0; j < n; j++) set(consensus, j, medianOf(j))
  memory.fill(scratchA, 0, (<usize>n) << 3)
}

/** Shares of the uids with positive active stake, into `scratchA`. */
function computeMembers(): void {
  let total: i64 = 0
  memberCount = 0
  for (let uid = 0; uid < n; uid++) {
    const own = get(activeStake, uid)
    if (own <= 0) continue
    memberCount++
    total += own
  }
  totalShare = 0
  for (let uid = 0; uid < n; uid++) {
    const own = get(activeStake, uid)
    if (own <= 0) continue
    const share = total == 0 ? own : div(own, total)
    set(scratchA, uid, share)
    totalShare += share
  }
  minority = sub(totalShare, parameter(Place.KAPPA))
}

/** How many entries each column has, and how much stake may stand behind them at most. */
function measureColumns(): void {
  memory.fill(columnCounts, 0, (<usize>n) << 2)
  memory.fill(columnsA, 0, (<usize>n) << 3)
  for (let uid = 0; uid < n; uid++) {
    if (get(activeStake, uid) <= 0) continue
    measureRow(uid, get(scratchA, uid))
  }
}

function measureRow(uid: i32, share: i64): void {
  const start = get32(weightStarts, uid)
  const end = start + get32(weightCounts, uid)
  for (let at = start; at < end; at++) {
    const j = get16(weightUids, at)
    set32(columnCounts, j, get32(columnCounts, j) + 1)
    set(columnsA, j, get(columnsA, j) + share)
  }
}

/** Room for each column; none where the stake that scores 0 alone exceeds the minority. */
function placeColumns(): void {
  let start = 0
  for (let j = 0; j < n; j++) {
    const silent = totalShare - get(columnsA, j)
    const isZero = silent > minority && silent > 0
    set32(columnStarts, j, isZero ? -1 : start)
    if (!isZero) start += get32(columnCounts, j)
    set32(columnCounts, j, 0)
  }
}

function fillColumns(uid: i32): void {
  const start = get32(weightStarts, uid)
  const end = start + get32(weightCounts, uid)
  for (let at = start; at < end; at++) {
    const j = get16(weightUids, at)
    const column = get32(columnStarts, j)
    if (column < 0) continue
    const count = get32(columnCounts, j)
    const key = (get(weightValues, at) << UID_BITS) | uid
    // Of a repeated uid the last weight counts.
    const last = column + count - 1
    if (count > 0 && <i32>(get(columnKeys, last) & 0xffff) == uid) {
      set(columnKeys, last, key)
    } else {
      set(columnKeys, column + count, key)
      set32(columnCounts, j, count + 1)
    }
  }
}

function medianOf(j: i32): i64 {
  const start = get32(columnStarts, j)
  const count = get32(columnCounts, j)
  if (start < 0 || count == 0) return 0
  const keys = columnKeys + ((<usize>start) << 3)
  let silent: i64 = 0
  if (count < memberCount) {
    let heard: i64 = 0
    for (let at = 0; at < count; at++) heard += get(scratchA, <i32>(get(keys, at) & 0xffff))
    silent = totalShare - heard
    if (silent > minority) return 0
  }
  return select(keys, count, silent)
}

/**
 * The smallest score with more than the minority of stake at or below it, or the largest. Quick
 * select into two buffers in turn: smaller keys from the left, larger ones from the right.
 */
function select(keys: usize, count: i32, below: i64): i64 {
  let source = keys
  let target = keysA
  // What is left after the usual number of rounds is small, unless somebody made the column resist.
  let rounds = 32 - clz<i32>(count)
  while (count > 1) {
    if (rounds-- == 0) return bisect(source, count, below)
    const pivot = middleOf(source, count)
    let left = 0
    let right = count - 1
    let lower: i64 = 0
    let equal: i64 = 0
    for (let at = 0; at < count; at++) {
      const key = get(source, at)
      const score = scoreOf(key)
      const share = get(scratchA, <i32>(key & 0xffff))
      // Both stores happen; the one that does not count is overwritten by the next.
      set(target, left, key)
      const isLower = score < pivot
      left += <i32>isLower
      lower += isLower ? share : 0
      if (score > pivot) {
        set(target, right, key)
        right--
      }
      equal += score == pivot ? share : 0
    }
    if (below + lower > minority && left > 0) {
      count = left
    } else if (below + lower + equal > minority || right == count - 1) {
      return pivot
    } else {
      below += lower + equal
      target += (<usize>(right + 1)) << 3
      count = count - 1 - right
    }
    source = target
    target = source >= keysB && source < keysB + ((<usize>n) << 3) ? keysA : keysB
  }
  return scoreOf(get(source, 0))
}

function scoreOf(key: i64): i64 {
  return <i64>(<u64>key >> UID_BITS)
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
      if (scoreOf(key) <= middle) reached += get(scratchA, <i32>(key & 0xffff))
    }
    if (reached > minority) high = middle
    else low = middle + 1
  }
  return low
}
