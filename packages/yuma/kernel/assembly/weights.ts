import * as Place from '../../src/kernel/layout'
import { div } from './fixed'
import { get, get32, get8, set, set32, set8 } from './memory'
import { inverseOf, shareOf } from './share'
import {
  commitBlocks,
  lastUpdate,
  n,
  parameter,
  permit,
  registration,
  weightBytes,
  weightCounts,
  weightOffsets,
  weightSorted,
  weightStarts,
  weightUids,
  weightValues,
} from './state'
import { openRow, pairCount, pairs } from './stored-row'
import { newestRegistration } from './tame'

/** Sum of the row taken last, in whole numbers. */
let rowTotal: u64 = 0
/** Whether the uids of the row taken last rise strictly. */
let rowIsSorted: bool = false

/**
 * The weights that count, each row normalised (spec: 35-yuma-epoch §3.2). Answers whether all are
 * shares: the sum of a row that leaves I32F32 wraps.
 */
export function computeWeights(): bool {
  let areShares = true
  let start = 0
  for (let uid = 0; uid < n; uid++) {
    set32(weightStarts, uid, start)
    const end = get8(permit, uid) ? takeRow(uid, start) : start
    set32(weightCounts, uid, end - start)
    if (end == start) {
      set8(weightSorted, uid, 1)
      continue
    }
    set8(weightSorted, uid, rowIsSorted ? 1 : 0)
    if (rowTotal >> 31 == 0) scaleRow(start, end)
    else {
      areShares = false
      scaleWrappedRow(start, end)
    }
    start = end
  }
  return areShares
}

/** Decodes and masks a row into whole numbers; answers where it ends. */
function takeRow(uid: i32, start: i32): i32 {
  openRow(
    weightBytes + <u32>get32(weightOffsets, uid),
    weightBytes + <u32>get32(weightOffsets, uid + 1),
  )
  const latest = firstUncounted(uid)
  const checks = newestRegistration >= latest
  const skipped = parameter(Place.OWNER) == uid ? -1 : uid
  let from = pairs
  const last = pairs + ((<usize>pairCount) << 2)
  // PERF: globals are read again at each use, locals are not.
  const uids = weightUids
  const values = weightValues
  const size = n
  let total: u64 = 0
  let isSorted = true
  let at = start
  let previous = -1
  for (; from < last; from += 4) {
    const pair = load<u32>(from)
    const j = <i32>(pair & 0xffff)
    if (j >= size || j == skipped) continue
    if (checks && <u64>get(registration, j) >= latest) continue
    store<u16>(uids + ((<usize>at) << 1), <u16>j)
    set(values, at, <i64>(pair >> 16))
    total += <u64>(pair >> 16)
    isSorted = isSorted && j > previous
    previous = j
    at++
  }
  rowTotal = total
  rowIsSorted = isSorted
  return at
}

/** A weight counts when its uid was registered before the update and not after the commit. */
function firstUncounted(uid: i32): u64 {
  const updated = <u64>get(lastUpdate, uid)
  if (!parameter(Place.COMMIT_REVEAL)) return updated
  const commit = <u64>get(commitBlocks, uid)
  return commit < updated ? commit + 1 : updated
}

/** Whole numbers as shares of their sum; as they are when that is 0. */
function scaleRow(start: i32, end: i32): void {
  const total = <i64>rowTotal
  if (total == 0) return
  const inverse = inverseOf(total)
  const values = weightValues
  for (let at = start; at < end; at++) {
    set(values, at, shareOf(get(values, at), total, inverse))
  }
}

/** {@link scaleRow} for a sum that wraps; as they are when it is then not positive. */
function scaleWrappedRow(start: i32, end: i32): void {
  const total = <i64>(rowTotal << 32)
  for (let at = start; at < end; at++) {
    const value = get(weightValues, at) << 32
    set(weightValues, at, total > 0 ? div(value, total) : value)
  }
}
