import * as Place from '../../src/kernel/layout'
import { ONE } from './fixed'
import { get, set8 } from './memory'
import {
  activeStake,
  bondBytes,
  bondOffsets,
  bondSorted,
  n,
  parameter,
  registration,
} from './state'
import { openRow, pairCount, pairUid } from './stored-row'

/**
 * Whether the epoch is like any on a healthy chain: then rows take ways without guards. All others
 * take the general ways, to the same results.
 */

/** All weights and stakes lie within 0…1, the stakes below 1. */
export let isTame: bool = false
/** The moving average takes more than nothing and less than all of the new bonds. */
export let averages: bool = false
/** The latest registration. */
export let newestRegistration: u64 = 0

/** @param weightsAreShares whether each row of weights sums to 1 or is empty */
export function judgeEpoch(weightsAreShares: bool): void {
  isTame = weightsAreShares
  for (let uid = 0; uid < n; uid++) {
    if (<u64>get(activeStake, uid) >= <u64>ONE) isTame = false
  }
  const alpha = parameter(Place.ALPHA)
  averages = alpha > 0 && alpha < ONE
}

export function findNewestRegistration(): void {
  newestRegistration = 0
  for (let uid = 0; uid < n; uid++) {
    const block = <u64>get(registration, uid)
    if (block > newestRegistration) newestRegistration = block
  }
}

/** Whether bonds towards any uid are alive. */
export function areBondsAlive(): bool {
  return newestRegistration < <u64>parameter(Place.PREVIOUS_TEMPO)
}

/** Checks the rows of bonds and finds those in strict order of uids; false when one is malformed. */
export function inspectBonds(): bool {
  for (let uid = 0; uid < n; uid++) {
    const at = bondOffsets + ((<usize>uid) << 2)
    if (!openRow(bondBytes + load<u32>(at), bondBytes + load<u32>(at, 4))) return false
    set8(bondSorted, uid, isSorted() ? 1 : 0)
  }
  return true
}

function isSorted(): bool {
  let previous = -1
  for (let index = 0; index < pairCount; index++) {
    const j = pairUid(index)
    if (j <= previous) return false
    previous = j
  }
  return true
}
