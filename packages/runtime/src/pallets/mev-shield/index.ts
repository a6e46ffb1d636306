import type { Pallet } from '../../frame/pallet.ts'
import { weight } from '../../frame/weight.ts'
import {
  announceNextKey,
  setMaxExtrinsicWeight,
  setMaxPendingExtrinsicsNumber,
  setOnInitializeWeight,
  setStoredExtrinsicLifetime,
  storeEncrypted,
  submitEncrypted,
} from './calls/closed.ts'
import { errors } from './errors.ts'
import { events } from './events.ts'
import { mevShield } from './id.ts'
import { storage } from './storage.ts'

/** Calls that nobody can read before they run. Declared, and closed. */
export const mevShieldPallet: Pallet = {
  id: mevShield,
  storage,
  calls: [
    announceNextKey,
    submitEncrypted,
    storeEncrypted,
    setMaxPendingExtrinsicsNumber,
    setOnInitializeWeight,
    setStoredExtrinsicLifetime,
    setMaxExtrinsicWeight,
  ],
  events,
  errors,
  // The queue is looked at, and always empty.
  onInitialize: () => weight(0n, { reads: 2n }),
}
