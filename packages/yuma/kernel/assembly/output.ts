import * as Place from '../../src/kernel/layout'
import { toU16 } from './fixed'
import { get, get16, get8, set16, set32 } from './memory'
import {
  consensus,
  consensusOut,
  dividends,
  dividendsOut,
  emaStart,
  emaUids,
  emaValues,
  incentive,
  incentiveOut,
  n,
  newBondBytes,
  newBondOffsets,
  newPermit,
  parameter,
  stake,
  stakeWeight,
  trust,
  trustOut,
} from './state'
import { writeLength } from './stored-row'
import { upscaleRow } from './yuma2'

/** What is stored and not yet in its place (spec: 35-yuma-epoch §8). */
export function writeOutput(): void {
  writeShares(stake, stakeWeight)
  writeShares(consensus, consensusOut)
  writeShares(trust, trustOut)
  writeShares(incentive, incentiveOut)
  writeShares(dividends, dividendsOut)
  let at = newBondBytes
  for (let uid = 0; uid < n; uid++) {
    set32(newBondOffsets, uid, <i32>(at - newBondBytes))
    at = writeRow(uid, at)
  }
  set32(newBondOffsets, n, <i32>(at - newBondBytes))
}

function writeShares(values: usize, target: usize): void {
  for (let uid = 0; uid < n; uid++) set16(target, uid, toU16(get(values, uid)))
}

/** The row of a uid that may validate in the next epoch; others lose theirs. */
function writeRow(uid: i32, at: usize): usize {
  const start = emaStart(uid)
  const end = get8(newPermit, uid) ? emaStart(uid + 1) : start
  if (end > start && !parameter(Place.YUMA3)) upscaleRow(uid)
  let pair = writeLength(at, end - start)
  const uids = emaUids
  const values = emaValues
  for (let entry = start; entry < end; entry++) {
    store<u32>(pair, <u32>get16(uids, entry) | ((<u32>toU16(get(values, entry))) << 16))
    pair += 4
  }
  return pair
}
