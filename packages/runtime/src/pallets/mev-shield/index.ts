import type { Pallet } from '../../frame/pallet.ts'
import { announceNextKey } from './calls/announce-next-key.ts'
import {
  setMaxExtrinsicWeight,
  setMaxPendingExtrinsicsNumber,
  setOnInitializeWeight,
  setStoredExtrinsicLifetime,
} from './calls/settings.ts'
import { storeEncrypted } from './calls/store-encrypted.ts'
import { submitEncrypted } from './calls/submit-encrypted.ts'
import { errors } from './errors.ts'
import { events } from './events.ts'
import { serveQueue } from './hooks.ts'
import { mevShield } from './id.ts'
import { keysHaveExpiries, queueIsOfThisBlock } from './invariants.ts'
import { storage } from './storage.ts'

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
  onInitialize: serveQueue,
  invariants: [keysHaveExpiries, queueIsOfThisBlock],
}
