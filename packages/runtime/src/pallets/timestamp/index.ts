import type { Pallet } from '../../frame/pallet.ts'
import { weight } from '../../frame/weight.ts'
import { BlockTimeError, set } from './calls/set.ts'
import { constants } from './config.ts'
import { timestamp } from './id.ts'
import { DidUpdate, Now } from './storage.ts'

export const timestampPallet: Pallet = {
  id: timestamp,
  storage: [Now, DidUpdate],
  calls: [set],
  constants,
  /** Announces what the end of the block will cost (`pallet_timestamp` 40.0.0). */
  onInitialize: () => weight(3_246_000n),
  onFinalize(ctx) {
    if (!DidUpdate.has(ctx)) throw new BlockTimeError('the block has not set its time')
    DidUpdate.remove(ctx)
  },
}
