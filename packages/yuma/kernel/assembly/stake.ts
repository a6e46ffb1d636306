import * as Place from '../../src/kernel/layout'
import { get, get8, set, set8 } from './memory'
import {
  active,
  activeStake,
  alphaStake,
  hasKey,
  lastUpdate,
  n,
  parameter,
  permit,
  registration,
  stake,
  stakeOut,
  taoStake,
  totalStake,
} from './state'
import { normalize } from './vector'
import { begin, high, increase, low, sharePerTotal } from './wide'

/** Stake of each uid and who is active (spec: 35-yuma-epoch §2.1, §3 steps 1–3 and 6). */

const FULL: u64 = 1 << 63

/** A uid without a hotkey has no stake and no registration; the owner has a permit. */
export function prepareUids(): void {
  for (let uid = 0; uid < n; uid++) {
    if (get8(hasKey, uid)) continue
    set(alphaStake, uid, 0)
    set(taoStake, uid, 0)
    set(registration, uid, 0)
  }
  const owner = parameter(Place.OWNER)
  if (owner >= 0 && owner < n && owner < parameter(Place.PERMIT_COUNT)) {
    set8(permit, <i32>owner, 1)
  }
}

export function computeActive(): void {
  const cutoff = <u64>parameter(Place.ACTIVITY_CUTOFF)
  const block = <u64>parameter(Place.BLOCK)
  for (let uid = 0; uid < n; uid++) {
    const expiry = <u64>get(lastUpdate, uid) + cutoff
    set8(active, uid, expiry < cutoff || expiry >= block ? 1 : 0)
  }
}

/** Shares of the stake that reaches the threshold. */
export function computeStake(): void {
  const weight = <u64>parameter(Place.TAO_WEIGHT)
  const threshold = <u64>parameter(Place.STAKE_THRESHOLD)
  const owner = parameter(Place.OWNER)
  let sumLow: u64 = 0
  let sumHigh: u64 = 0
  for (let uid = 0; uid < n; uid++) {
    setTotal(<u64>get(alphaStake, uid), <u64>get(taoStake, uid), weight)
    set(stakeOut, uid, <i64>high)
    const counts = high >= threshold || uid == <i32>owner
    const at = totalStake + ((<usize>uid) << 4)
    store<u64>(at, counts ? low : 0)
    store<u64>(at, counts ? high : 0, 8)
    if (!counts) continue
    sumLow += low
    // Wraps at 128 bits, as the chain's sum does.
    sumHigh += high + (sumLow < low ? 1 : 0)
  }
  for (let uid = 0; uid < n; uid++) {
    const at = totalStake + ((<usize>uid) << 4)
    set(stake, uid, sharePerTotal(load<u64>(at, 8), load<u64>(at), sumHigh, sumLow))
  }
}

/** Shares of the active uids with a permit. Without any stored permit all are counted. */
export function computeActiveStake(): void {
  const masks = parameter(Place.PERMIT_COUNT) > 0
  for (let uid = 0; uid < n; uid++) {
    const counts = get8(active, uid) && (!masks || get8(permit, uid))
    set(activeStake, uid, counts ? get(stake, uid) : 0)
  }
  normalize(activeStake, n)
}

/** alpha + tao · weight as raw I64F64, into `high` and `low`; saturates at 2^127 − 1. */
function setTotal(alpha: u64, tao: u64, weight: u64): void {
  if (tao < FULL) {
    const part = (tao & 0xffff_ffff) * weight
    begin((tao >> 32) * weight + (part >> 32), part << 32)
  } else if (weight == 0) {
    begin(0, 0)
  } else {
    // The largest I64F64 times weight is one unit below weight · 2^63.
    begin((weight << 31) - 1, u64.MAX_VALUE)
  }
  if (alpha < FULL) increase(alpha, 0)
  else increase(FULL - 1, u64.MAX_VALUE)
}
