import { add, div, mul } from './fixed'
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
  n,
  scratchB,
  weightCounts,
  weightStarts,
  weightUids,
  weightValues,
} from './state'
import { addFresh, addOld, collectRow } from './moving-average'
import { isBondAlive, openBonds } from './stored-bonds'
import { pairCount, pairUid, pairValue } from './stored-row'
import { normalize } from './vector'

/** Bonds and dividends without yuma3 (spec: 35-yuma-epoch §7.1). */
export function computeYuma2(): void {
  clearColumns(columnsA)
  clearColumns(columnsB)
  for (let uid = 0; uid < n; uid++) {
    scaleByStake(uid)
    sumBonds(uid)
  }
  // From here on `columnsA` holds the sums of new bonds, `columnsB` those of old ones.
  let at = 0
  for (let uid = 0; uid < n; uid++) {
    set32(emaStarts, uid, at)
    at = averageRow(uid, at)
  }
  set32(emaStarts, n, at)
  clearColumns(columnsB)
  for (let uid = 0; uid < n; uid++) set(dividends, uid, payRow(uid))
  normalize(dividends, n)
  upscale(at)
  clearColumns(scratchB)
}

function clearColumns(columns: usize): void {
  memory.fill(columns, 0, (<usize>n) << 3)
}

function scaleByStake(uid: i32): void {
  const start = get32(weightStarts, uid)
  const end = start + get32(weightCounts, uid)
  const own = get(activeStake, uid)
  for (let entry = start; entry < end; entry++) {
    const j = get16(weightUids, entry)
    const value = mul(get(weightValues, entry), own)
    set(weightValues, entry, value)
    set(columnsA, j, add(get(columnsA, j), value))
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
  openBonds(uid)
  if (start == end && pairCount == 0) return at
  for (let entry = start; entry < end; entry++) {
    const value = get(weightValues, entry)
    const j = get16(weightUids, entry)
    const total = get(columnsA, j)
    addFresh(j, total == 0 ? value : div(value, total))
  }
  for (let index = 0; index < pairCount; index++) {
    const j = pairUid(index)
    if (j >= n || !isBondAlive(j)) continue
    const total = get(columnsB, j)
    if (total != 0) addOld(j, shareOf(pairValue(index), total))
  }
  return collectRow(at, scratchB)
}

/** value / total for whole numbers in I32F32, where a total that saturated is no whole number. */
function shareOf(value: i32, total: i64): i64 {
  if (total == i64.MAX_VALUE) return div((<i64>value) << 32, total)
  return <i64>(((<u64>value) << 32) / (<u64>total >> 32))
}

/** Bonds as shares of their columns; answers what they pay and keeps each column's largest. */
function payRow(uid: i32): i64 {
  const end = emaStart(uid + 1)
  let total: i64 = 0
  for (let entry = emaStart(uid); entry < end; entry++) {
    const j = get16(emaUids, entry)
    const share = div(get(emaValues, entry), get(scratchB, j))
    set(emaValues, entry, share)
    if (get(columnsB, j) < share) set(columnsB, j, share)
    total = add(total, mul(get(incentive, j), share))
  }
  return total
}

/** Divides each bond by the largest of its column. */
function upscale(count: i32): void {
  for (let entry = 0; entry < count; entry++) upscaleEntry(entry)
}

function upscaleEntry(entry: i32): void {
  const largest = get(columnsB, get16(emaUids, entry))
  if (largest != 0) set(emaValues, entry, div(get(emaValues, entry), largest))
}
