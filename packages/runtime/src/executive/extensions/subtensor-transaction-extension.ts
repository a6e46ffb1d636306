import { unit } from '@plexus/primitives'
import { guardFault } from '../../pallets/subtensor/guards/index.ts'
import { validityCode } from '../../pallets/subtensor/guards/validity-code.ts'
import type { TransactionExtension } from '../extension.ts'
import { ValidityFailure } from '../validity.ts'

/**
 * A call that a guard would refuse does not get into a block, so that nobody pays for it. Calls
 * inside others are guarded only when they are dispatched (spec: 50-fees-and-extensions §6).
 */
export const subtensorTransactionExtension: TransactionExtension = {
  identifier: 'SubtensorTransactionExtension',
  explicit: unit,
  implicit: unit,
  validate(ctx, { who, call }) {
    const fault = guardFault(ctx, who, call)
    if (fault === undefined) return
    const value = { type: 'Custom', value: validityCode(fault) } as const
    throw new ValidityFailure({ type: 'Invalid', value })
  },
}
