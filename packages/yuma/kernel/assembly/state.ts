import * as Place from '../../src/kernel/layout'
import { beginLayout, endLayout, get, get32, take } from './memory'

/** Where everything of the current epoch lies. */

export let n: i32 = 0

export let lastUpdate: usize = 0
export let registration: usize = 0
export let hasKey: usize = 0
export let permit: usize = 0
export let alphaStake: usize = 0
export let taoStake: usize = 0
export let commitBlocks: usize = 0
export let weightOffsets: usize = 0
export let weightBytes: usize = 0
export let bondOffsets: usize = 0
export let bondBytes: usize = 0
export let parameters: usize = 0

export let active: usize = 0
export let newPermit: usize = 0
export let stakeWeight: usize = 0
export let consensusOut: usize = 0
export let trustOut: usize = 0
export let incentiveOut: usize = 0
export let dividendsOut: usize = 0
export let stakeOut: usize = 0
export let serverEmission: usize = 0
export let validatorEmission: usize = 0
export let emission: usize = 0
export let newBondOffsets: usize = 0
export let newBondBytes: usize = 0

/** Raw I32F32 per uid. */
export let stake: usize = 0
export let activeStake: usize = 0
export let consensus: usize = 0
export let trust: usize = 0
/** The incentive before it is normalised. */
export let ranks: usize = 0
export let incentive: usize = 0
export let dividends: usize = 0
/** 128 bits per uid, high half after low. */
export let totalStake: usize = 0

/** Entries of the weights that count, then of the weights for bonds; rows keep their places. */
export let weightUids: usize = 0
export let weightValues: usize = 0
export let weightStarts: usize = 0
export let weightCounts: usize = 0
/** Whether the uids of a row rise strictly. */
export let weightSorted: usize = 0

/** Whether the uids of a stored row of bonds rise strictly. */
export let bondSorted: usize = 0

/** Entries of the new bonds. */
export let emaUids: usize = 0
export let emaValues: usize = 0
export let emaStarts: usize = 0

/** Scratch: four numbers per uid, all 0 between uses. */
export let scratchA: usize = 0
export let scratchB: usize = 0
export let scratchC: usize = 0
/** Sums or maxima of columns. */
export let columnsA: usize = 0
export let columnsB: usize = 0
/** Inverses of the above. */
export let inversesA: usize = 0
export let inversesB: usize = 0
/** Scratch for one column or an order of uids. */
export let keysA: usize = 0
export let keysB: usize = 0
/** Weights of the members by column: score and uid in one number. */
export let columnKeys: usize = 0
export let columnStarts: usize = 0
export let columnCounts: usize = 0

/** Lays out the memory for `uids` uids with so many bytes of stored rows. */
export function layOut(uids: i32, weightLength: usize, bondLength: usize): void {
  n = uids
  const size = <usize>uids
  const weightEntries = weightLength >> 2
  const entries = weightEntries + (bondLength >> 2)
  beginLayout()
  layOutInput(size, weightLength, bondLength)
  layOutOutput(size, entries)
  stake = take(size << 3)
  activeStake = take(size << 3)
  consensus = take(size << 3)
  trust = take(size << 3)
  ranks = take(size << 3)
  incentive = take(size << 3)
  dividends = take(size << 3)
  totalStake = take(size << 4)
  weightUids = take(weightEntries << 1)
  weightValues = take(weightEntries << 3)
  weightStarts = take((size + 1) << 2)
  weightCounts = take(size << 2)
  weightSorted = take(size)
  bondSorted = take(size)
  // One more than there can be: an entry is written before it is known to be kept.
  emaUids = take((entries + 1) << 1)
  emaValues = take((entries + 1) << 3)
  emaStarts = take((size + 1) << 2)
  scratchA = take(size << 3)
  scratchB = take(size << 3)
  scratchC = take(size << 3)
  columnsA = take(size << 3)
  columnsB = take(size << 3)
  inversesA = take(size << 3)
  inversesB = take(size << 3)
  keysA = take(size << 3)
  keysB = take(size << 3)
  // Columns are padded to an odd number of cache lines.
  columnKeys = take((weightEntries + (size << 4)) << 3)
  columnStarts = take((size + 1) << 2)
  columnCounts = take(size << 2)
  endLayout()
  memory.fill(scratchA, 0, columnsA - scratchA)
}

function layOutInput(size: usize, weightLength: usize, bondLength: usize): void {
  parameters = take(Place.PARAMETER_COUNT << 3)
  lastUpdate = take(size << 3)
  registration = take(size << 3)
  hasKey = take(size)
  permit = take(size)
  alphaStake = take(size << 3)
  taoStake = take(size << 3)
  commitBlocks = take(size << 3)
  weightOffsets = take((size + 1) << 2)
  weightBytes = take(weightLength)
  bondOffsets = take((size + 1) << 2)
  bondBytes = take(bondLength)
}

/** The caller copies the vectors of the output as one piece, from `active` to `newBondOffsets`. */
function layOutOutput(size: usize, entries: usize): void {
  active = take(size)
  newPermit = take(size)
  stakeWeight = take(size << 1)
  consensusOut = take(size << 1)
  trustOut = take(size << 1)
  incentiveOut = take(size << 1)
  dividendsOut = take(size << 1)
  stakeOut = take(size << 3)
  serverEmission = take(size << 3)
  validatorEmission = take(size << 3)
  emission = take(size << 3)
  newBondOffsets = take((size + 1) << 2)
  // Four bytes per row for its length.
  newBondBytes = take((entries + size) << 2)
}

/** Address of a place of the shared layout. */
export function addressOf(place: i32): usize {
  switch (place) {
    case Place.LAST_UPDATE:
      return lastUpdate
    case Place.REGISTRATION:
      return registration
    case Place.HAS_KEY:
      return hasKey
    case Place.PERMIT:
      return permit
    case Place.ALPHA_STAKE:
      return alphaStake
    case Place.TAO_STAKE:
      return taoStake
    case Place.COMMIT_BLOCKS:
      return commitBlocks
    case Place.WEIGHT_OFFSETS:
      return weightOffsets
    case Place.WEIGHT_BYTES:
      return weightBytes
    case Place.BOND_OFFSETS:
      return bondOffsets
    case Place.BOND_BYTES:
      return bondBytes
    case Place.PARAMETERS:
      return parameters
    case Place.ACTIVE:
      return active
    case Place.NEW_PERMIT:
      return newPermit
    case Place.STAKE_WEIGHT:
      return stakeWeight
    case Place.CONSENSUS:
      return consensusOut
    case Place.VALIDATOR_TRUST:
      return trustOut
    case Place.INCENTIVE:
      return incentiveOut
    case Place.DIVIDENDS:
      return dividendsOut
    case Place.STAKE:
      return stakeOut
    case Place.SERVER_EMISSION:
      return serverEmission
    case Place.VALIDATOR_EMISSION:
      return validatorEmission
    case Place.EMISSION:
      return emission
    case Place.NEW_BOND_OFFSETS:
      return newBondOffsets
    case Place.NEW_BOND_BYTES:
      return newBondBytes
    default:
      unreachable()
      return 0
  }
}

/** A number of the input. */
export function parameter(index: i32): i64 {
  return get(parameters, index)
}

/** Where the entries of a row of new bonds begin. */
export function emaStart(uid: i32): i32 {
  return get32(emaStarts, uid)
}
