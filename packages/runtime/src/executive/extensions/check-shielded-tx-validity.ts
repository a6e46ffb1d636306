import { unit } from '@plexus/primitives'
import { submitEncrypted } from '../../pallets/mev-shield/calls/submit-encrypted.ts'
import { parseShielded } from '../../pallets/mev-shield/payload.ts'
import type { TransactionExtension } from '../extension.ts'
import { ValidityFailure } from '../validity.ts'

/** The code of FailedShieldedTxParsing. */
const UNREADABLE = 23

/** Nobody could open an encrypted transaction that is cut off. */
export const checkShieldedTxValidity: TransactionExtension = {
  identifier: 'CheckShieldedTxValidity',
  explicit: unit,
  implicit: unit,
  validate(_ctx, { call }) {
    if (!submitEncrypted.is(call) || parseShielded(call.args.ciphertext) !== undefined) return
    throw new ValidityFailure({ type: 'Invalid', value: { type: 'Custom', value: UNREADABLE } })
  },
}
