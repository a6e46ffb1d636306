import { unit } from '@plexus/primitives'
import { weight } from '../../frame/weight.ts'
import type { TransactionExtension } from '../extension.ts'
import { invalid } from '../validity.ts'

/** Nobody can sign as the all-zero account. */
export const checkNonZeroSender: TransactionExtension = {
  identifier: 'CheckNonZeroSender',
  explicit: unit,
  implicit: unit,
  weight: () => weight(527_000n),
  validate(_ctx, { who }) {
    if (who.every((byte) => byte === 0)) invalid('BadSigner')
  },
}
