import { unit } from '@plexus/primitives'
import type { TransactionExtension } from '../extension.ts'
import { invalid } from '../validity.ts'

/** Nobody can sign as the all-zero account. */
export const checkNonZeroSender: TransactionExtension = {
  identifier: 'CheckNonZeroSender',
  explicit: unit,
  implicit: unit,
  validate(_ctx, { who }) {
    if (who.every((byte) => byte === 0)) invalid('BadSigner')
  },
}
