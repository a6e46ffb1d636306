import * as Place from '../../src/kernel/layout'
import { fromU16, mul, mulOrZero } from './fixed'
import { get, get16, get32, set, set32 } from './memory'
import {
  activeStake,
  columnsA,
  consensus,
  dividends,
  emaStart,
  emaStarts,
  emaUids,
  emaValues,
  incentive,
  inversesA,
  n,
  parameter,
  weightCounts,
  weightStarts,
  weightUids,
  weightValues,
} from './state'
import { averageRow, beginLiquidAlpha } from './liquid-alpha'
import { beginMerging, canMergeRow, mergeRow } from './merge-row'
import { addFresh, addOld, collectRow } from './moving-average'
import { invert, shareOf } from './share'
import { isBondAlive, openBonds } from './stored-bonds'
import { pairCount, pairUid, pairValue } from './stored-row'
import { normalize } from './vector'

/** Bonds and dividends with yuma3 (spec: 35-yuma-epoch §7.2). */
export function computeYuma3(): void {
  const isLiquid = parameter(Place.LIQUID_ALPHA) && hasConsensus()
  beginLiquidAlpha()
  beginMerging()
  memory.fill(columnsA, 0, (<usize>n) << 3)
  let at = 0
  for (let uid = 0; uid < n; uid++) {
    set32(emaStarts, uid, at)
    if (isLiquid) at = averageRow(uid, at)
    else at = canMergeRow(uid) ? mergeRow(uid, at, columnsA) : plainRow(uid, at)
  }
  set32(emaStarts, n, at)
  invert(columnsA, inversesA, n)
  for (let uid = 0; uid < n; uid++) {
    set(dividends, uid, mulOrZero(payRow(uid), get(activeStake, uid)))
  }
  normalize(dividends, n)
}

function hasConsensus(): bool {
  for (let j = 0; j < n; j++) if (get(consensus, j) != 0) return true
  return false
}

function plainRow(uid: i32, at: i32): i32 {
  const start = get32(weightStarts, uid)
  const end = start + get32(weightCounts, uid)
  openBonds(uid)
  if (start == end && pairCount == 0) return at
  for (let entry = start; entry < end; entry++) {
    addFresh(get16(weightUids, entry), get(weightValues, entry))
  }
  for (let index = 0; index < pairCount; index++) {
    const j = pairUid(index)
    if (j < n && isBondAlive(j)) addOld(j, fromU16(pairValue(index)))
  }
  return collectRow(at, columnsA)
}

/** Σ of bond shares times incentives. */
function payRow(uid: i32): i64 {
  const end = emaStart(uid + 1)
  // PERF: globals are read again at each use, locals are not.
  const uids = emaUids
  const values = emaValues
  const sums = columnsA
  const inverses = inversesA
  const incentives = incentive
  let total: i64 = 0
  for (let entry = emaStart(uid); entry < end; entry++) {
    const column = (<usize>load<u16>(uids + ((<usize>entry) << 1))) << 3
    const pay = load<i64>(incentives + column)
    if (pay == 0) continue
    const inverse = load<u64>(inverses + column)
    total += mul(shareOf(get(values, entry), load<i64>(sums + column), inverse), pay)
  }
  return total
}
