import type { Pallet } from '../../frame/pallet.ts'
import { forceReleaseDeposit, forceSlashDeposit, releaseDeposit } from './calls/deposit.ts'
import { enter, forceEnter } from './calls/enter.ts'
import { extend, forceExtend } from './calls/extend.ts'
import { forceExit } from './calls/force-exit.ts'
import { constants } from './config.ts'
import { errors } from './errors.ts'
import { events } from './events.ts'
import { exitOnTimeout } from './hooks.ts'
import { safeMode } from './id.ts'
import { Deposits, EnteredUntil } from './storage.ts'

export { passesSafeMode } from './filter.ts'

export const safeModePallet: Pallet = {
  id: safeMode,
  storage: [EnteredUntil, Deposits],
  calls: [
    enter,
    forceEnter,
    extend,
    forceExtend,
    forceExit,
    forceSlashDeposit,
    releaseDeposit,
    forceReleaseDeposit,
  ],
  events,
  errors,
  constants,
  onInitialize: exitOnTimeout,
}
