import * as Place from '../../src/kernel/layout'
import { canRankTame, rankTameRow } from './clip-tame'
import { add, mul, ONE, sub } from './fixed'
import { get, get16, get32, get8, set, set16, set32, set8 } from './memory'
import {
  activeStake,
  consensus,
  incentive,
  n,
  parameter,
  ranks,
  scratchA,
  scratchB,
  trust,
  weightCounts,
  weightSorted,
  weightStarts,
  weightUids,
  weightValues,
} from './state'
import { isTame } from './tame'
import { divideBy, sumOf } from './vector'

/**
 * Validator trust and incentive from the clipped weights, and the weights that bonds are made of,
 * which take the place of the weights (spec: 35-yuma-epoch §5, §6).
 */
export function computeIncentive(): void {
  const penalty = parameter(Place.PENALTY)
  memory.fill(ranks, 0, (<usize>n) << 3)
  for (let uid = 0; uid < n; uid++) {
    if (get32(weightCounts, uid) == 0) {
      set(trust, uid, 0)
      continue
    }
    if (isTame && canRankTame(uid)) {
      rankTameRow(uid)
      continue
    }
    rankRow(uid)
    if (penalty == ONE) clipRow(uid)
    else if (penalty != 0) {
      if (get8(weightSorted, uid)) blendSortedRow(uid, penalty)
      else blendRow(uid, penalty)
      set8(weightSorted, uid, 1)
    }
  }
  divideBy(sumOf(ranks, n), ranks, incentive, n)
}

/** Sums the clipped weights of a row and adds them, times stake, to the ranks of their columns. */
function rankRow(uid: i32): void {
  const start = get32(weightStarts, uid)
  const end = start + get32(weightCounts, uid)
  const own = get(activeStake, uid)
  let total: i64 = 0
  for (let at = start; at < end; at++) {
    const j = get16(weightUids, at)
    const limit = get(consensus, j)
    const weight = get(weightValues, at)
    // A weight above a consensus of 0 is removed, which adds as much as 0.
    const clipped = limit < weight ? limit : weight
    total += clipped
    set(ranks, j, add(get(ranks, j), mul(own, clipped)))
  }
  set(trust, uid, total)
}

function clipRow(uid: i32): void {
  const start = get32(weightStarts, uid)
  const end = start + get32(weightCounts, uid)
  let kept = start
  for (let at = start; at < end; at++) {
    const j = get16(weightUids, at)
    const limit = get(consensus, j)
    const weight = get(weightValues, at)
    if (limit < weight && limit <= 0) continue
    set16(weightUids, kept, j)
    set(weightValues, kept, limit < weight ? limit : weight)
    kept++
  }
  set32(weightCounts, uid, kept - start)
}

function blend(weight: i64, clipped: i64, penalty: i64): i64 {
  return add(weight, mul(penalty, sub(clipped, weight)))
}

/** Weights moved towards clipped ones, in place; the row keeps its order, which is that of uids. */
function blendSortedRow(uid: i32, penalty: i64): void {
  const start = get32(weightStarts, uid)
  const end = start + get32(weightCounts, uid)
  let kept = start
  for (let at = start; at < end; at++) {
    const j = get16(weightUids, at)
    const limit = get(consensus, j)
    const weight = get(weightValues, at)
    const value = blend(weight, limit < weight ? limit : weight, penalty)
    if (value <= 0) continue
    set16(weightUids, kept, j)
    set(weightValues, kept, value)
    kept++
  }
  set32(weightCounts, uid, kept - start)
}

/** {@link blendSortedRow} for any order: spreads the row out, then collects it in the order of uids. */
function blendRow(uid: i32, penalty: i64): void {
  const start = get32(weightStarts, uid)
  const end = start + get32(weightCounts, uid)
  for (let at = start; at < end; at++) {
    const j = get16(weightUids, at)
    const limit = get(consensus, j)
    const weight = get(weightValues, at)
    set(scratchA, j, weight)
    if (limit >= weight || limit > 0) set(scratchB, j, limit < weight ? limit : weight)
  }
  let kept = start
  for (let j = 0; j < n; j++) {
    const value = blend(get(scratchA, j), get(scratchB, j), penalty)
    set(scratchA, j, 0)
    set(scratchB, j, 0)
    if (value <= 0) continue
    set16(weightUids, kept, j)
    set(weightValues, kept, value)
    kept++
  }
  set32(weightCounts, uid, kept - start)
}
