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

/** New bonds of a row from `at` on, added to `sums` of their columns; answers where they end. */
export function mergeRow(uid: i32, at: i32, sums: usize): i32 {
  openBonds(uid)
  let entry = <usize>get32(weightStarts, uid)
  const end = entry + <usize>get32(weightCounts, uid)
  let pair = pairs
  const last = pairs + ((<usize>pairCount) << 2)
  let target = <usize>at
  // PERF: globals are read again at each use, locals are not.
  const uids = weightUids
  const values = weightValues
  const newUids = emaUids
  const newValues = emaValues
  const takenPart = takes
  const keptPart = keeps
  const checks = checksBonds
  const size = <u32>n
  for (;;) {
    // PERF: most validators weigh whom they have bonds with.
    while (!checks && entry < end && pair < last) {
      const uid: u32 = load<u16>(uids + (entry << 1))
      const word = load<u32>(pair)
      if ((word & 0xffff) != uid) break
      const value =
        ((takenPart * load<u64>(values + (entry << 3))) >> 32) +
        ((keptPart * <u64>fromU16(word >> 16)) >> 32)
      store<u16>(newUids + (target << 1), <u16>uid)
      store<u64>(newValues + (target << 3), value)
      const sum = sums + ((<usize>uid) << 3)
      store<u64>(sum, load<u64>(sum) + value)
      target += <usize>(value != 0)
      entry++
      pair += 4
    }
    // Behind the last entry of either row stands a uid that no row has.
    const fresh: u32 = entry < end ? load<u16>(uids + (entry << 1)) : size
    const old: u32 = pair < last ? load<u16>(pair) : size
    const j = fresh < old ? fresh : old
    if (j >= size) break
    let value: u64 = 0
    if (fresh <= old) {
      value = (takenPart * load<u64>(values + (entry << 3))) >> 32
      entry++
    }
    if (old <= fresh) {
      if (!checks || isBondAlive(j)) value += (keptPart * <u64>fromU16(load<u16>(pair, 2))) >> 32
      pair += 4
    }
    store<u16>(newUids + (target << 1), <u16>j)
    store<u64>(newValues + (target << 3), value)
    const sum = sums + ((<usize>j) << 3)
    store<u64>(sum, load<u64>(sum) + value)
    // A bond of 0 is overwritten by the next.
    target += <usize>(value != 0)
  }
  return <i32>target
}

/**
 * {@link mergeRow} for yuma2: values count as shares of their columns, whose sums stand in `columnsA`
 * for new bonds and in `columnsB` for old ones.
 */
export function mergeSharesRow(uid: i32, at: i32, sums: usize): i32 {
  openBonds(uid)
  const own = <u64>get(activeStake, uid)
  let entry = <usize>get32(weightStarts, uid)
  const end = entry + <usize>get32(weightCounts, uid)
  let pair = pairs
  const last = pairs + ((<usize>pairCount) << 2)
  let target = <usize>at
  const uids = weightUids
  const values = weightValues
  const newUids = emaUids
  const newValues = emaValues
  const takenPart = takes
  const keptPart = keeps
  const checks = checksBonds
  const size = <u32>n
  const freshSums = columnsA
  const freshInverses = inversesA
  const oldSums = columnsB
  const oldInverses = inversesB
  for (;;) {
    const fresh: u32 = entry < end ? load<u16>(uids + (entry << 1)) : size
    const old: u32 = pair < last ? load<u16>(pair) : size
    const j = fresh < old ? fresh : old
    if (j >= size) break
    const column = (<usize>j) << 3
    let value: u64 = 0
    if (fresh == j) {
      const part = (own * load<u64>(values + (entry << 3))) >> 32
      const total = load<i64>(freshSums + column)
      const inverse = load<u64>(freshInverses + column)
      // The sum is 0 only where each part is.
      if (part != 0) value = (takenPart * <u64>shareOf(<i64>part, total, inverse)) >> 32
      entry++
    }
    if (old == j) {
      const bond = <i64>load<u16>(pair, 2)
      const total = load<i64>(oldSums + column) >> 32
      if (bond != 0 && (!checks || isBondAlive(j))) {
        const inverse = load<u64>(oldInverses + column)
        value += (keptPart * <u64>shareOf(bond, total, inverse)) >> 32
      }
      pair += 4
    }
    store<u16>(newUids + (target << 1), <u16>j)
    store<u64>(newValues + (target << 3), value)
    store<u64>(sums + column, load<u64>(sums + column) + value)
    target += <usize>(value != 0)
  }
  return <i32>target
}
