import * as Place from '../../src/kernel/layout'
import { div, sub } from './fixed'
import { get, get32, get8, set, set32 } from './memory'
import { medianOf, minority, beginMedians } from './median'
import {
  activeStake,
  columnCounts,
  columnKeys,
  columnStarts,
  columnsA,
  consensus,
  n,
  parameter,
  scratchA,
  weightCounts,
  weightSorted,
  weightStarts,
  weightUids,
  weightValues,
} from './state'

/** The stake-weighted median of each column of weights (spec: 35-yuma-epoch §4). */

/** A weight is below 2^48: it shares a number with the uid of its validator. */
const UID_BITS: i64 = 16

let memberCount: i32 = 0
let memberEntries: i32 = 0
let totalShare: i64 = 0

export function computeConsensus(): void {
  computeMembers()
  beginMedians(sub(totalShare, parameter(Place.KAPPA)))
  placeColumns()
  for (let uid = 0; uid < n; uid++) {
    if (get(activeStake, uid) <= 0) continue
    if (get8(weightSorted, uid)) fillFromSortedRow(uid)
    else fillFromRow(uid)
  }
  for (let j = 0; j < n; j++) {
    const start = get32(columnStarts, j)
    const count = get32(columnCounts, j)
    const isSilent = start < 0 || count == 0
    set(consensus, j, isSilent ? 0 : medianOf(start, count, memberCount, totalShare))
  }
  memory.fill(scratchA, 0, (<usize>n) << 3)
}

/** Shares of the uids with positive active stake, into `scratchA`. */
function computeMembers(): void {
  let total: i64 = 0
  memberCount = 0
  memberEntries = 0
  for (let uid = 0; uid < n; uid++) {
    const own = get(activeStake, uid)
    if (own <= 0) continue
    memberCount++
    memberEntries += get32(weightCounts, uid)
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
}

/** Room for the entries of each column. */
function placeColumns(): void {
  memory.fill(columnCounts, 0, (<usize>n) << 2)
  if (<i64>memberCount * n <= memberEntries) {
    // Every column may be full: each has room for all members, nothing needs counting.
    const room = roomFor(memberCount)
    for (let j = 0; j < n; j++) set32(columnStarts, j, j * room)
    return
  }
  measureColumns()
  let start = 0
  for (let j = 0; j < n; j++) {
    // No room where the stake that scores 0 alone exceeds the minority: the median is 0.
    const silent = totalShare - get(columnsA, j)
    const isZero = silent > minority && silent > 0
    set32(columnStarts, j, isZero ? -1 : start)
    if (!isZero) start += roomFor(get32(columnCounts, j))
    set32(columnCounts, j, 0)
  }
}

/**
 * Keys from one column to the next. PERF: an odd number of cache lines, else the columns of a dense
 * matrix, which are filled row by row, share a few places of the cache.
 */
function roomFor(count: i32): i32 {
  return (((count + 7) >>> 3) | 1) << 3
}

/** How many entries each column has, and how much stake may stand behind them at most. */
function measureColumns(): void {
  memory.fill(columnsA, 0, (<usize>n) << 3)
  for (let uid = 0; uid < n; uid++) {
    if (get(activeStake, uid) > 0) measureRow(uid, get(scratchA, uid))
  }
}

function measureRow(uid: i32, share: i64): void {
  const start = get32(weightStarts, uid)
  const end = start + get32(weightCounts, uid)
  for (let at = start; at < end; at++) {
    const j = load<u16>(weightUids + ((<usize>at) << 1))
    set32(columnCounts, j, get32(columnCounts, j) + 1)
    set(columnsA, j, get(columnsA, j) + share)
  }
}

function fillFromSortedRow(uid: i32): void {
  const start = get32(weightStarts, uid)
  const end = start + get32(weightCounts, uid)
  // PERF: globals are read again at each use, locals are not.
  const uids = weightUids
  const values = weightValues
  const starts = columnStarts
  const counts = columnCounts
  const keys = columnKeys
  for (let at = start; at < end; at++) {
    const j = load<u16>(uids + ((<usize>at) << 1))
    const column = get32(starts, j)
    if (column < 0) continue
    const count = get32(counts, j)
    set(keys, column + count, (get(values, at) << UID_BITS) | uid)
    set32(counts, j, count + 1)
  }
}

/** {@link fillFromSortedRow} for any order: of a repeated uid the last weight counts. */
function fillFromRow(uid: i32): void {
  const start = get32(weightStarts, uid)
  const end = start + get32(weightCounts, uid)
  for (let at = start; at < end; at++) {
    const j = load<u16>(weightUids + ((<usize>at) << 1))
    const column = get32(columnStarts, j)
    if (column < 0) continue
    const count = get32(columnCounts, j)
    const last = column + count - 1
    const isRepeated = count > 0 && <i32>(get(columnKeys, last) & 0xffff) == uid
    const target = isRepeated ? last : last + 1
    set(columnKeys, target, (get(weightValues, at) << UID_BITS) | uid)
    if (!isRepeated) set32(columnCounts, j, count + 1)
  }
}
