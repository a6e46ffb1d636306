import * as Place from '../../src/kernel/layout'
import { get, get32 } from './memory'
import { bondBytes, bondOffsets, n, parameter, registration } from './state'
import { openRow } from './stored-row'

/** Opens the row of stored bonds of a uid. */
export function openBonds(uid: i32): void {
  openRow(bondBytes + <u32>get32(bondOffsets, uid), bondBytes + <u32>get32(bondOffsets, uid + 1))
}

/** Whether bonds towards `j` outlive its registration; uids from n on count as never registered. */
export function isBondAlive(j: i32): bool {
  const registered = j < n ? <u64>get(registration, j) : 0
  return registered < <u64>parameter(Place.PREVIOUS_TEMPO)
}
