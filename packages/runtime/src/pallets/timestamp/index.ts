import type { Pallet } from '../../frame/pallet.ts'
import { BlockTimeError, set } from './calls/set.ts'
import { constants } from './config.ts'
import { timestamp } from './id.ts'
import { DidUpdate, Now } from './storage.ts'

export const timestampPallet: Pallet = {
  id: timestamp,
  storage: [Now, DidUpdate],
  calls: [set],
  constants,
  onFinalize(ctx) {
    if (!DidUpdate.has(ctx)) throw new BlockTimeError('the block has not set its time')
    DidUpdate.remove(ctx)
  },
}
