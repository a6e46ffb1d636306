import * as Place from '../../src/kernel/layout'
import { add, div, mul, ONE } from './fixed'
import { get, get16, get32, set, set32 } from './memory'
import {
  activeStake,
  columnsA,
  columnsB,
  dividends,
  emaStart,
  emaStarts,
  emaUids,
  emaValues,
  incentive,
  inversesA,
  inversesB,
  n,
  parameter,
  ranks,
  scratchB,
  weightCounts,
  weightStarts,
  weightUids,
  weightValues,
} from './state'
import { beginMerging, canMergeRow, mergeSharesRow } from './merge-row'
import { addFresh, addOld, collectRow } from './moving-average'
import { inverseOf, invert, shareOf } from './share'
import { isBondAlive, openBonds } from './stored-bonds'
import { pairCount, pairUid, pairValue } from './stored-row'
import { normalize } from './vector'

/** Whether a sum of stored bonds has saturated, and is no whole number any more. */
let isSaturated: bool = false

/** Bonds and dividends without yuma3 (spec: 35-yuma-epoch §7.1). */
export function computeYuma2(): void {
  sumFresh()
  clearColumns(columnsB)
  for (let uid = 0; uid < n; uid++) sumBonds(uid)
  // From here on `columnsA` holds the sums of new bonds, `columnsB` those of old ones.
  invert(columnsA, inversesA, n)
  invertBondSums()
  beginMerging()
  let at = 0
  for (let uid = 0; uid < n; uid++) {
    set32(emaStarts, uid, at)
    const merges = !isSaturated && canMergeRow(uid)
    at = merges ? mergeSharesRow(uid, at, scratchB) : averageRow(uid, at)
  }
  set32(emaStarts, n, at)
  invert(scratchB, inversesA, n)
  // Now `columnsB` collects the largest of each column.
  clearColumns(columnsB)
  for (let uid = 0; uid < n; uid++) set(dividends, uid, payRow(uid))
  clearColumns(scratchB)
  normalize(dividends, n)
  invert(columnsB, inversesB, n)
}

/** Makes the bonds of a row shares of the largest of their columns, for storage. */
export function upscaleRow(uid: i32): void {
  const end = emaStart(uid + 1)
  const uids = emaUids
  const values = emaValues
  const largest = columnsB
  const inverses = inversesB
  for (let entry = emaStart(uid); entry < end; entry++) {
    const column = (<usize>load<u16>(uids + ((<usize>entry) << 1))) << 3
    const total = load<i64>(largest + column)
    if (total == 0) continue
    set(values, entry, shareOf(get(values, entry), total, load<u64>(inverses + column)))
  }
}

/** Inverses of the sums of stored bonds as whole numbers. */
function invertBondSums(): void {
  isSaturated = false
  for (let j = 0; j < n; j++) {
    const total = get(columnsB, j)
    if (total == i64.MAX_VALUE) isSaturated = true
    set(inversesB, j, <i64>inverseOf(total >> 32))
  }
}

function clearColumns(columns: usize): void {
  memory.fill(columns, 0, (<usize>n) << 3)
}

/** Sums of new bonds, the weights times the stake of their row. */
function sumFresh(): void {
  if (parameter(Place.PENALTY) == ONE) {
    // The weights are the clipped ones: the ranks are the same sums.
    memory.copy(columnsA, ranks, (<usize>n) << 3)
    return
  }
  clearColumns(columnsA)
  for (let uid = 0; uid < n; uid++) sumFreshRow(uid, get(activeStake, uid))
}

function sumFreshRow(uid: i32, own: i64): void {
  const start = get32(weightStarts, uid)
  const end = start + get32(weightCounts, uid)
  for (let entry = start; entry < end; entry++) {
    const j = get16(weightUids, entry)
    set(columnsA, j, add(get(columnsA, j), mul(get(weightValues, entry), own)))
  }
}

function sumBonds(uid: i32): void {
  openBonds(uid)
  for (let index = 0; index < pairCount; index++) {
    const j = pairUid(index)
    if (j >= n || !isBondAlive(j)) continue
    set(columnsB, j, add(get(columnsB, j), (<i64>pairValue(index)) << 32))
  }
}

/** New and old bonds as shares of their columns, averaged. */
function averageRow(uid: i32, at: i32): i32 {
  const start = get32(weightStarts, uid)
  const end = start + get32(weightCounts, uid)
  const own = get(activeStake, uid)
  openBonds(uid)
  if (start == end && pairCount == 0) return at
  for (let entry = start; entry < end; entry++) {
    const value = mul(get(weightValues, entry), own)
    const j = get16(weightUids, entry)
    const total = get(columnsA, j)
    addFresh(j, total == 0 ? value : div(value, total))
  }
  for (let index = 0; index < pairCount; index++) {
    const j = pairUid(index)
    if (j >= n || !isBondAlive(j)) continue
    const total = get(columnsB, j)
    if (total != 0) addOld(j, div((<i64>pairValue(index)) << 32, total))
  }
  return collectRow(at, scratchB)
}

/** Bonds as shares of their columns; answers what they pay and keeps each column's largest. */
function payRow(uid: i32): i64 {
  const end = emaStart(uid + 1)
  // PERF: globals are read again at each use, locals are not.
  const uids = emaUids
  const values = emaValues
  const sums = scratchB
  const inverses = inversesA
  const incentives = incentive
  const largest = columnsB
  let total: i64 = 0
  for (let entry = emaStart(uid); entry < end; entry++) {
    const column = (<usize>load<u16>(uids + ((<usize>entry) << 1))) << 3
    const inverse = load<u64>(inverses + column)
    const share = shareOf(get(values, entry), load<i64>(sums + column), inverse)
    set(values, entry, share)
    const known = load<i64>(largest + column)
    store<i64>(largest + column, known < share ? share : known)
    total = add(total, mul(load<i64>(incentives + column), share))
  }
  return total
}
