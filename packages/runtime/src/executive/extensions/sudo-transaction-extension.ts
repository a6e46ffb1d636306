import { equalBytes, unit } from '@plexus/primitives'
import { sudo } from '../../pallets/sudo/id.ts'
import { Key } from '../../pallets/sudo/storage.ts'
import type { TransactionExtension } from '../extension.ts'
import { invalid } from '../validity.ts'

/** Only the sudo key gets a direct Sudo call into a block. */
export const sudoTransactionExtension: TransactionExtension = {
  identifier: 'SudoTransactionExtension',
  explicit: unit,
  implicit: unit,
  validate(ctx, { call: { call }, who }) {
    if (call.pallet.index !== sudo.index) return
    const key = Key.get(ctx)
    if (key === undefined || !equalBytes(key, who)) invalid('BadSigner')
  },
}
