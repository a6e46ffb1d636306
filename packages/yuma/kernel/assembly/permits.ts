import * as Place from '../../src/kernel/layout'
import { get, get16, set16, set8 } from './memory'
import { keysA, n, newPermit, parameter, stake } from './state'

/**
 * Permits of the next epoch: the largest stakes that are not 0, and the owner. Of equal stakes the
 * higher uid wins (spec: 35-yuma-epoch §3 step 5).
 */
export function computeNewPermits(): void {
  for (let uid = 0; uid < n; uid++) set8(newPermit, uid, get(stake, uid) != 0 ? 1 : 0)
  const excess = <i64>n - parameter(Place.MAX_VALIDATORS)
  if (excess > 0) {
    sortUids()
    for (let position = 0; position < <i32>excess; position++) {
      set8(newPermit, get16(keysA, position), 0)
    }
  }
  const owner = parameter(Place.OWNER)
  if (owner >= 0 && owner < n) set8(newPermit, <i32>owner, 1)
}

/** All uids by (stake, uid), ascending: heap sort, n log n for every input. */
function sortUids(): void {
  for (let uid = 0; uid < n; uid++) set16(keysA, uid, uid)
  for (let root = (n >> 1) - 1; root >= 0; root--) sink(root, n)
  for (let end = n - 1; end > 0; end--) {
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
