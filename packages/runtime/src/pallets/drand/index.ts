import type { Pallet } from '../../frame/pallet.ts'
import { REFUSED_CALL } from '../../frame/unsigned.ts'
import { setBeaconConfig, setOldestStoredRound, writePulse } from './calls/closed.ts'
import { constants } from './constants.ts'
import { errors } from './errors.ts'
import { events } from './events.ts'
import { drand } from './id.ts'
import { storage } from './storage.ts'

/** Randomness of a public beacon. Declared, and closed: nothing is stored yet. */
export const drandPallet: Pallet = {
  id: drand,
  storage,
  calls: [writePulse, setBeaconConfig, setOldestStoredRound],
  events,
  errors,
  constants,
  validateUnsigned: () => REFUSED_CALL,
}
