import type { Pallet } from '../../frame/pallet.ts'
import { setBeaconConfig } from './calls/set-beacon-config.ts'
import { setOldestStoredRound } from './calls/set-oldest-stored-round.ts'
import { writePulse } from './calls/write-pulse.ts'
import { constants } from './constants.ts'
import { errors } from './errors.ts'
import { events } from './events.ts'
import { drand } from './id.ts'
import { drandInvariants } from './invariants.ts'
import { storage } from './storage.ts'
import { validateUnsigned } from './validate-unsigned.ts'

/** The rounds of a public beacon. */
export const drandPallet: Pallet = {
  id: drand,
  storage,
  calls: [writePulse, setBeaconConfig, setOldestStoredRound],
  events,
  errors,
  constants,
  validateUnsigned,
  invariants: drandInvariants,
}
