import * as Place from '../../src/kernel/layout'
import { div } from './fixed'
import { get, get32, get8, set, set16, set32, set8 } from './memory'
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
import { openRow, pairCount, pairUid, pairValue } from './stored-row'

/** The weights that count, each row normalised (spec: 35-yuma-epoch §3.2). */
export function computeWeights(): void {
  let start = 0
  for (let uid = 0; uid < n; uid++) {
    set32(weightStarts, uid, start)
    const count = get8(permit, uid) ? takeRow(uid, start) : 0
    set32(weightCounts, uid, count)
    start += count
  }
}

/** Decodes, masks and normalises a row; answers how many entries are left. */
function takeRow(uid: i32, start: i32): i32 {
  openRow(
    weightBytes + <u32>get32(weightOffsets, uid),
    weightBytes + <u32>get32(weightOffsets, uid + 1),
  )
  const updated = <u64>get(lastUpdate, uid)
  // An entry counts when its registration is before the update and not after the commit.
  let latest = updated
  if (parameter(Place.COMMIT_REVEAL)) {
    const commit = <u64>get(commitBlocks, uid)
    if (commit < u64.MAX_VALUE && commit + 1 < latest) latest = commit + 1
  }
  const skipped = parameter(Place.OWNER) == uid ? -1 : uid
  let at = start
  let sum: u64 = 0
  let previous = -1
  let isSorted = true
  for (let index = 0; index < pairCount; index++) {
    const j = pairUid(index)
    if (j >= n || j == skipped || <u64>get(registration, j) >= latest) continue
    const value = pairValue(index)
    set16(weightUids, at, j)
    set(weightValues, at, value)
    sum += value
    isSorted = isSorted && j > previous
    previous = j
    at++
  }
  set8(weightSorted, uid, isSorted ? 1 : 0)
  scaleRow(start, at, sum)
  return at - start
}

/** Whole numbers as shares of their sum; as they are when the sum, as wrapped I32F32, is not positive. */
function scaleRow(start: i32, end: i32, sum: u64): void {
  const total = <i64>(sum << 32)
  if (total > 0 && sum < 1 << 31) {
    for (let at = start; at < end; at++) {
      set(weightValues, at, <i64>(((<u64>get(weightValues, at)) << 32) / sum))
    }
    return
  }
  for (let at = start; at < end; at++) {
    const value = get(weightValues, at) << 32
    set(weightValues, at, total > 0 ? div(value, total) : value)
  }
}
