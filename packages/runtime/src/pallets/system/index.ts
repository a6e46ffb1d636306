import type { Pallet } from '../../frame/pallet.ts'
import {
  applyAuthorizedUpgrade,
  authorizeUpgrade,
  authorizeUpgradeWithoutChecks,
  setCode,
  setCodeWithoutChecks,
  setHeapPages,
} from './calls/code.ts'
import { remark, remarkWithEvent } from './calls/remark.ts'
import { killPrefix, killStorage, setStorage } from './calls/storage.ts'
import { constants } from './constants.ts'
import { errors } from './errors.ts'
import { events } from './events.ts'
import { system } from './id.ts'
import { storage } from './storage.ts'
import { validateUnsigned } from './validate-unsigned.ts'

export const systemPallet: Pallet = {
  id: system,
  storage,
  calls: [
    remark,
    setHeapPages,
    setCode,
    setCodeWithoutChecks,
    setStorage,
    killStorage,
    killPrefix,
    remarkWithEvent,
    authorizeUpgrade,
    authorizeUpgradeWithoutChecks,
    applyAuthorizedUpgrade,
  ],
  events,
  errors,
  constants,
  validateUnsigned,
}
