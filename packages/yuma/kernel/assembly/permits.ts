import * as Place from '../../src/kernel/layout'
import { get, get16, set16, set8 } from './memory'
import { keysA, n, newPermit, parameter, stake } from './state'

/**
 * Permits of the next epoch: the largest stakes that are not 0, and the owner. Of equal stakes the
 * higher uid wins (spec: 35-yuma-epoch §3 step 5).
 */
export function computeNewPermits(): void {
  // A stake of 0 has no permit in any case, so that only the others need an order.
  let count = 0
  let negative = 0
  for (let uid = 0; uid < n; uid++) {
    const isStaked = get(stake, uid) != 0
    negative += <i32>(get(stake, uid) < 0)
    set8(newPermit, uid, isStaked ? 1 : 0)
    set16(keysA, count, uid)
    count += <i32>isStaked
  }
  const cut = cutOff(count, negative)
  if (cut > 0) sortUids(count)
  for (let position = 0; position < cut; position++) set8(newPermit, get16(keysA, position), 0)
  const owner = parameter(Place.OWNER)
  if (owner >= 0 && owner < n) set8(newPermit, <i32>owner, 1)
}

/**
 * How many of the smallest stakes that are not 0 go without a permit. All stakes are ordered, those
 * of 0 between the negative ones, which only a wrapped sum makes, and the others.
 */
function cutOff(count: i32, negative: i32): i32 {
  const allowed = <i32>parameter(Place.MAX_VALIDATORS)
  const excess = n - allowed
  if (excess <= negative) return excess
  return count - allowed > negative ? count - allowed : negative
}

/** The uids in `keysA` by (stake, uid), ascending: heap sort, n log n for every input. */
function sortUids(count: i32): void {
  for (let root = (count >> 1) - 1; root >= 0; root--) sink(root, count)
  for (let end = count - 1; end > 0; end--) {
    const largest = get16(keysA, 0)
    set16(keysA, 0, get16(keysA, end))
    set16(keysA, end, largest)
    sink(0, end)
  }
}

function sink(root: i32, end: i32): void {
  const uid = get16(keysA, root)
  for (;;) {
    let child = root * 2 + 1
    if (child >= end) break
    if (child + 1 < end && isBefore(get16(keysA, child), get16(keysA, child + 1))) child++
    if (!isBefore(uid, get16(keysA, child))) break
    set16(keysA, root, get16(keysA, child))
    root = child
  }
  set16(keysA, root, uid)
}

function isBefore(a: i32, b: i32): bool {
  const stakeA = get(stake, a)
  const stakeB = get(stake, b)
  return stakeA < stakeB || (stakeA == stakeB && a < b)
}
