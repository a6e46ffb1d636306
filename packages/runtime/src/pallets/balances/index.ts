import type { Pallet } from '../../frame/pallet.ts'
import { burn } from './calls/burn.ts'
import { forceAdjustTotalIssuance, forceSetBalance, forceUnreserve } from './calls/force.ts'
import {
  forceTransfer,
  transferAll,
  transferAllowDeath,
  transferKeepAlive,
} from './calls/transfer.ts'
import { upgradeAccounts } from './calls/upgrade-accounts.ts'
import { constants } from './config.ts'
import { errors } from './errors.ts'
import { events } from './events.ts'
import { balances } from './id.ts'
import { invariants } from './invariants.ts'
import { storage } from './storage.ts'

export const balancesPallet: Pallet = {
  id: balances,
  storageVersion: 1,
  storage,
  calls: [
    transferAllowDeath,
    forceTransfer,
    transferKeepAlive,
    transferAll,
    forceUnreserve,
    upgradeAccounts,
    forceSetBalance,
    forceAdjustTotalIssuance,
    burn,
  ],
  events,
  errors,
  constants,
  invariants,
}

export { burn } from './calls/burn.ts'
export { forceAdjustTotalIssuance, forceSetBalance, forceUnreserve } from './calls/force.ts'
export {
  forceTransfer,
  transferAll,
  transferAllowDeath,
  transferKeepAlive,
} from './calls/transfer.ts'
export { upgradeAccounts } from './calls/upgrade-accounts.ts'
export { dropCredit, issue, NO_CREDIT, payBack, resolve, splitCredit, withdraw } from './credit.ts'
export type { Credit } from './credit.ts'
export { endow } from './genesis.ts'
export { balanceOnHold, hold, release, slashHeld, transferOnHold } from './hold.ts'
export {
  canDeposit,
  canWithdraw,
  freeBalance,
  reducibleBalance,
  reservedBalance,
  totalBalance,
} from './inspect.ts'
export { extendLock, removeLock, setLock } from './locks.ts'
export { reservedUnder, reserveNamed, unreserveNamed } from './named-reserve.ts'
export { canReserve, repatriateReserved, reserve, slashReserved, unreserve } from './reserve.ts'
export { InactiveIssuance, TotalIssuance } from './storage.ts'
export { burnFrom, mintInto, transfer } from './transfer.ts'
