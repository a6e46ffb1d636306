import type { Pallet } from '../../frame/pallet.ts'
import { approveAsMulti, asMulti } from './calls/approve.ts'
import { cancelAsMulti, pokeDeposit } from './calls/owner.ts'
import { asMultiThreshold1 } from './calls/threshold-1.ts'
import { constants } from './constants.ts'
import { errors } from './errors.ts'
import { events } from './events.ts'
import { multisig } from './id.ts'
import { openOperationsAreSound } from './invariants.ts'
import { Multisigs } from './storage.ts'

export { multisigAccount } from './members.ts'

/** Accounts that act when enough of their members approve the same call. */
export const multisigPallet: Pallet = {
  id: multisig,
  storageVersion: 1,
  storage: [Multisigs],
  calls: [asMultiThreshold1, asMulti, approveAsMulti, cancelAsMulti, pokeDeposit],
  events,
  errors,
  constants,
  invariants: [openOperationsAreSound],
}
