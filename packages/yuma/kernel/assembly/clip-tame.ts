import * as Place from '../../src/kernel/layout'
import { ONE } from './fixed'
import { get, get32, get8, set, set32 } from './memory'
import {
  activeStake,
  consensus,
  parameter,
  ranks,
  trust,
  weightCounts,
  weightSorted,
  weightStarts,
  weightUids,
  weightValues,
} from './state'

/**
 * What `clip.ts` does to a row, in one pass and without guards, where all numbers lie within 0…1 and
 * the stake below 1: no product leaves 64 bits, no sum comes near.
 */

/** Whether a row may be ranked here: a penalty between 0 and 1 needs it in the order of uids. */
export function canRankTame(uid: i32): bool {
  const penalty = parameter(Place.PENALTY)
  return penalty == 0 || penalty == ONE || get8(weightSorted, uid) != 0
}

/** Trust and ranks of a row; the weights for bonds take its place. */
export function rankTameRow(uid: i32): void {
  const penalty = parameter(Place.PENALTY)
  if (penalty == 0) rankOnly(uid)
  else if (penalty == ONE) rankAndClip(uid)
  else rankAndBlend(uid, <u64>penalty)
}

function rankOnly(uid: i32): void {
  const start = get32(weightStarts, uid)
  const end = start + get32(weightCounts, uid)
  const own = <u64>get(activeStake, uid)
  // PERF: globals are read again at each use, locals are not.
  const uids = weightUids
  const values = weightValues
  const limits = consensus
  const sums = ranks
  let total: i64 = 0
  for (let at = start; at < end; at++) {
    const j = (<usize>load<u16>(uids + ((<usize>at) << 1))) << 3
    const limit = load<i64>(limits + j)
    const weight = get(values, at)
    const clipped = limit < weight ? limit : weight
    total += clipped
    store<u64>(sums + j, load<u64>(sums + j) + ((own * <u64>clipped) >> 32))
  }
  set(trust, uid, total)
}

function rankAndClip(uid: i32): void {
  const start = get32(weightStarts, uid)
  const end = start + get32(weightCounts, uid)
  const own = <u64>get(activeStake, uid)
  // PERF: globals are read again at each use, locals are not.
  const uids = weightUids
  const values = weightValues
  const limits = consensus
  const sums = ranks
  let total: i64 = 0
  let kept = start
  for (let at = start; at < end; at++) {
    const j = load<u16>(uids + ((<usize>at) << 1))
    const column = (<usize>j) << 3
    const limit = load<i64>(limits + column)
    const weight = get(values, at)
    const clipped = limit < weight ? limit : weight
    total += clipped
    store<u64>(sums + column, load<u64>(sums + column) + ((own * <u64>clipped) >> 32))
    // Written in any case: what is removed is overwritten by the next.
    store<u16>(uids + ((<usize>kept) << 1), j)
    set(values, kept, clipped)
    kept += <i32>(clipped == weight || limit > 0)
  }
  set(trust, uid, total)
  set32(weightCounts, uid, kept - start)
}

function rankAndBlend(uid: i32, penalty: u64): void {
  const start = get32(weightStarts, uid)
  const end = start + get32(weightCounts, uid)
  const own = <u64>get(activeStake, uid)
  // PERF: globals are read again at each use, locals are not.
  const uids = weightUids
  const values = weightValues
  const limits = consensus
  const sums = ranks
  let total: i64 = 0
  let kept = start
  for (let at = start; at < end; at++) {
    const j = load<u16>(uids + ((<usize>at) << 1))
    const column = (<usize>j) << 3
    const limit = load<i64>(limits + column)
    const weight = get(values, at)
    const clipped = limit < weight ? limit : weight
    total += clipped
    store<u64>(sums + column, load<u64>(sums + column) + ((own * <u64>clipped) >> 32))
    // The product is not positive, so that its floor is the ceiling of its magnitude.
    const lost = <i64>((penalty * <u64>(weight - clipped) + 0xffff_ffff) >> 32)
    store<u16>(uids + ((<usize>kept) << 1), j)
    set(values, kept, weight - lost)
    kept += <i32>(weight > lost)
  }
  set(trust, uid, total)
  set32(weightCounts, uid, kept - start)
}
