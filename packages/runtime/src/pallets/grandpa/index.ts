import type { Pallet } from '../../frame/pallet.ts'
import { REFUSED_CALL } from '../../frame/unsigned.ts'
import { noteStalled } from './calls/note-stalled.ts'
import { reportEquivocation, reportEquivocationUnsigned } from './calls/report-equivocation.ts'
import { constants } from './config.ts'
import { errors } from './errors.ts'
import { events } from './events.ts'
import { grandpa } from './id.ts'
import { enactChange } from './schedule.ts'
import { storage } from './storage.ts'

/** A thin shell: clients read the authorities; finality is the engine's. */
export const grandpaPallet: Pallet = {
  id: grandpa,
  storageVersion: 5,
  storage,
  calls: [reportEquivocation, reportEquivocationUnsigned, noteStalled],
  events,
  errors,
  constants,
  onFinalize: enactChange,
  // Reports of double votes do not decode, and all else needs Root.
  validateUnsigned: () => REFUSED_CALL,
}

export { noteStalled } from './calls/note-stalled.ts'
export { startGrandpa } from './genesis.ts'
export { scheduleChange } from './schedule.ts'
export { AuthorityList } from './types.ts'
