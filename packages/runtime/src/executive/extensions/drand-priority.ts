import { unit } from '@plexus/primitives'
import { writePulse } from '../../pallets/drand/calls/write-pulse.ts'
import type { TransactionExtension } from '../extension.ts'

const PRIORITY = 10_000n

/** A signed `write_pulse` goes before others, and fails in the block; the unsigned do not get here. */
export const drandPriority: TransactionExtension = {
  identifier: 'DrandPriority',
  explicit: unit,
  implicit: unit,
  validate: (_ctx, { call }) => (writePulse.is(call) ? { priority: PRIORITY } : undefined),
}
