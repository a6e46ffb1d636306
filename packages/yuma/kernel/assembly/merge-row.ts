import * as Place from '../../src/kernel/layout'
import { fromU16, ONE } from './fixed'
import { get, get32, get8 } from './memory'
import { shareOf } from './share'
import {
  activeStake,
  bondSorted,
  columnsA,
  columnsB,
  emaUids,
  emaValues,
  inversesA,
  inversesB,
  n,
  parameter,
  weightCounts,
  weightSorted,
  weightStarts,
  weightUids,
  weightValues,
} from './state'
import { isBondAlive, openBonds } from './stored-bonds'
import { pairCount, pairs } from './stored-row'
import { areBondsAlive, averages, isTame } from './tame'

/**
 * The plain moving average of a row whose weights and bonds are both in the order of uids: both are
 * read side by side, no row is spread out over all uids.
 */

let takes: u64 = 0
let keeps: u64 = 0
let checksBonds: bool = false

export function beginMerging(): void {
  takes = <u64>parameter(Place.ALPHA)
  keeps = <u64>(ONE - parameter(Place.ALPHA))
  checksBonds = !areBondsAlive()
}

export function canMergeRow(uid: i32): bool {
  return isTame && averages && get8(weightSorted, uid) != 0 && get8(bondSorted, uid) != 0
}

/**
 * New bonds of a row from `at` on, added to `sums` of their columns; answers where they end.
 *
 * @param sharesColumns whether values count as shares of `columnsA` and `columnsB` (yuma2)
 */
export function mergeRow(uid: i32, at: i32, sums: usize, sharesColumns: bool): i32 {
  openBonds(uid)
  const own = <u64>get(activeStake, uid)
  let entry = <usize>get32(weightStarts, uid)
  const end = entry + <usize>get32(weightCounts, uid)
  let pair = pairs
  const last = pairs + (<usize>pairCount << 2)
  let target = <usize>at
  for (;;) {
    // Behind the last entry of either row stands a uid that no row has.
    const fresh: u32 = entry < end ? load<u16>(weightUids + (entry << 1)) : n
    const old: u32 = pair < last ? load<u16>(pair) : n
    const j = fresh < old ? fresh : old
    if (j >= <u32>n) break
    let value: u64 = 0
    if (fresh == j) {
      const weight = load<u64>(weightValues + (entry << 3))
      value = sharesColumns ? freshShare(j, (own * weight) >> 32) : (takes * weight) >> 32
      entry++
    }
    if (old == j) {
      if (!checksBonds || isBondAlive(j)) {
        const bond: u32 = load<u16>(pair, 2)
        value += sharesColumns ? oldShare(j, bond) : (keeps * <u64>fromU16(bond)) >> 32
      }
      pair += 4
    }
    store<u16>(emaUids + (target << 1), <u16>j)
    store<u64>(emaValues + (target << 3), value)
    const sum = sums + (<usize>j << 3)
    store<u64>(sum, load<u64>(sum) + value)
    // A bond of 0 is overwritten by the next.
    target += <usize>(value != 0)
  }
  return <i32>target
}

function freshShare(j: u32, value: u64): u64 {
  const at = <usize>j << 3
  const total = load<i64>(columnsA + at)
  if (total == 0) return 0
  return (takes * <u64>shareOf(<i64>value, total, load<u64>(inversesA + at))) >> 32
}

function oldShare(j: u32, bond: u32): u64 {
  const at = <usize>j << 3
  const total = load<i64>(columnsB + at) >> 32
  if (total == 0) return 0
  return (keeps * <u64>shareOf(bond, total, load<u64>(inversesB + at))) >> 32
}
