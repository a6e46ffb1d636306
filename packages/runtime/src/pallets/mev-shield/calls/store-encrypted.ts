import { call } from '../../../frame/call.ts'
import { ensure } from '../../../frame/error.ts'
import { ensureSigned } from '../../../frame/origin.ts'
import { BlockNumber } from '../../system/storage.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'
import { mevShield } from '../id.ts'
import {
  EncryptedCall,
  MaxPendingExtrinsicsLimit,
  NextPendingExtrinsicIndex,
  PendingExtrinsics,
} from '../storage.ts'
import { shieldWeights } from '../weights.ts'

const LAST_INDEX = 2 ** 32 - 1

/** Puts an encrypted call into the queue, which is taken up at the start of the next block. */
export const storeEncrypted = call(
  mevShield,
  { encrypted_call: EncryptedCall },
  {
    index: 2,
    name: 'store_encrypted',
    weight: shieldWeights.storeEncrypted,
    run(ctx, origin, { encrypted_call }) {
      const who = ensureSigned(origin)
      const hasRoom = PendingExtrinsics.counter.get(ctx) < MaxPendingExtrinsicsLimit.get(ctx)
      ensure(hasRoom, errors.TooManyPendingExtrinsics)
      const index = NextPendingExtrinsicIndex.get(ctx)
      const submitted_at = BlockNumber.get(ctx)
      PendingExtrinsics.set(ctx, index, { who, encrypted_call, submitted_at })
      NextPendingExtrinsicIndex.set(ctx, index < LAST_INDEX ? index + 1 : index)
      ctx.deposit(events, { type: 'ExtrinsicStored', value: { index, who } })
    },
  },
)
