import * as Place from '../../src/kernel/layout'
import { computeIncentive } from './clip'
import { computeConsensus } from './consensus'
import { computeEmission } from './emission'
import { writeOutput } from './output'
import { computeNewPermits } from './permits'
import { computeActive, computeActiveStake, computeStake, prepareUids } from './stake'
import { addressOf, layOut, n, parameter, weightBytes, weightOffsets } from './state'
import { areRows } from './stored-row'
import { findNewestRegistration, inspectBonds, judgeEpoch } from './tame'
import { computeWeights } from './weights'
import { computeYuma2 } from './yuma2'
import { computeYuma3 } from './yuma3'

/** Makes room for the input of an epoch; the caller then fills its places. */
export function prepare(uids: i32, weightLength: i32, bondLength: i32): void {
  layOut(uids, <u32>weightLength, <u32>bondLength)
}

/** Address of a place, valid until the next {@link prepare}. */
export function address(place: i32): usize {
  return addressOf(place)
}

/** Runs the epoch on what was filled in; false when a stored row is malformed. */
export function epoch(): bool {
  if (!areRows(weightBytes, weightOffsets, n) || !inspectBonds()) return false
  prepareUids()
  computeActive()
  computeStake()
  computeNewPermits()
  computeActiveStake()
  findNewestRegistration()
  judgeEpoch(computeWeights())
  computeConsensus()
  computeIncentive()
  if (parameter(Place.YUMA3)) computeYuma3()
  else computeYuma2()
  computeEmission()
  writeOutput()
  return true
}
