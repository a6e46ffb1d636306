import * as Place from '../../src/kernel/layout'
import { add, clamp, exp, HALF, mul, ONE, reciprocal, sub } from './fixed'
import { get, get16, get32, get8, set, set16 } from './memory'
import {
  columnsA,
  consensus,
  emaUids,
  emaValues,
  n,
  parameter,
  scratchA,
  scratchB,
  scratchC,
  weightCounts,
  weightSorted,
  weightStarts,
  weightUids,
  weightValues,
} from './state'
import { fromU16 } from './fixed'
import { isBondAlive, openBonds } from './stored-bonds'
import { pairCount, pairUid, pairValue } from './stored-row'

/** Bonds under liquid alpha (spec: 35-yuma-epoch §7.2). */

let knownDifference: i64 = -1
let knownAlpha: i64 = 0

/** Forgets the parameters of the previous epoch. */
export function beginLiquidAlpha(): void {
  knownDifference = -1
}

/**
 * New bonds of one row from `at` on: an entry for each weight, in its order. Alphas read the rows by
 * a cursor that only moves forward, which sees an entry when its uid exceeds all before it.
 */
export function averageRow(uid: i32, at: i32): i32 {
  const start = get32(weightStarts, uid)
  const end = start + get32(weightCounts, uid)
  if (start == end) return at
  spreadBonds(uid)
  const isSorted = get8(weightSorted, uid)
  if (!isSorted) spreadWeights(start, end)
  for (let entry = start; entry < end; entry++) {
    const j = get16(weightUids, entry)
    const value = get(weightValues, entry)
    const alpha = alphaOf(get(consensus, j), isSorted ? value : get(scratchC, j), get(scratchB, j))
    const kept = mul(sub(ONE, alpha), get(scratchA, j))
    const bought = mul(alpha, value)
    const bond = add(kept, bought > 0 ? bought : 0)
    if (bond <= 0) continue
    const limited = bond < ONE ? bond : ONE
    set16(emaUids, at, j)
    set(emaValues, at, limited)
    set(columnsA, j, add(get(columnsA, j), limited))
    at++
  }
  clearScratch(start, end)
  return at
}

/** Old bonds by column: of a repeated uid the last in `scratchA`, what the cursor sees in `scratchB`. */
function spreadBonds(uid: i32): void {
  openBonds(uid)
  let largest = -1
  for (let index = 0; index < pairCount; index++) {
    const j = pairUid(index)
    if (!isBondAlive(j)) continue
    if (j < n) {
      const bond = fromU16(pairValue(index))
      set(scratchA, j, bond)
      if (j > largest) set(scratchB, j, bond)
    }
    if (j > largest) largest = j
  }
}

function spreadWeights(start: i32, end: i32): void {
  let largest = -1
  for (let entry = start; entry < end; entry++) {
    const j = get16(weightUids, entry)
    if (j <= largest) continue
    set(scratchC, j, get(weightValues, entry))
    largest = j
  }
}

function clearScratch(start: i32, end: i32): void {
  for (let index = 0; index < pairCount; index++) {
    const j = pairUid(index)
    if (j >= n) continue
    set(scratchA, j, 0)
    set(scratchB, j, 0)
  }
  for (let entry = start; entry < end; entry++) set(scratchC, get16(weightUids, entry), 0)
}

function alphaOf(agreed: i64, weight: i64, bond: i64): i64 {
  const gap = weight >= bond ? sub(weight, agreed) : sub(bond, weight)
  const difference = clamp(gap, 0, ONE)
  // PERF: a clipped weight never exceeds its consensus, so that most differences are the same 0.
  if (difference == knownDifference) return knownAlpha
  const power = exp(mul(parameter(Place.SLOPE), difference - HALF))
  const sigmoid = reciprocal(ONE + power)
  const low = parameter(Place.ALPHA_LOW)
  const high = parameter(Place.ALPHA_HIGH)
  knownDifference = difference
  knownAlpha = clamp(add(low, mul(sigmoid, sub(high, low))), low, high)
  return knownAlpha
}
