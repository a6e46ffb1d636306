import { u32, u64 } from '@plexus/primitives'
import { call } from '../../../frame/call.ts'
import { ensure } from '../../../frame/error.ts'
import { ensureRoot } from '../../../frame/origin.ts'
import { MAX_QUEUE_WEIGHT } from '../config.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'
import { mevShield } from '../id.ts'
import {
  ExtrinsicLifetime,
  MaxExtrinsicWeight,
  MaxPendingExtrinsicsLimit,
  OnInitializeWeight,
} from '../storage.ts'
import { shieldWeights } from '../weights.ts'

/** How many encrypted calls may wait (Root). */
export const setMaxPendingExtrinsicsNumber = call(
  mevShield,
  { value: u32 },
  {
    index: 3,
    name: 'set_max_pending_extrinsics_number',
    weight: shieldWeights.setMaxPendingExtrinsicsNumber,
    run(ctx, origin, { value }) {
      ensureRoot(origin)
      MaxPendingExtrinsicsLimit.set(ctx, value)
      ctx.deposit(events, { type: 'MaxPendingExtrinsicsNumberSet', value: { value } })
    },
  },
)

/** How much time the queue may take at the start of a block (Root). */
export const setOnInitializeWeight = call(
  mevShield,
  { value: u64 },
  {
    index: 4,
    name: 'set_on_initialize_weight',
    weight: shieldWeights.setOnInitializeWeight,
    run(ctx, origin, { value }) {
      ensureRoot(origin)
      ensure(value <= MAX_QUEUE_WEIGHT, errors.WeightExceedsAbsoluteMax)
      OnInitializeWeight.set(ctx, value)
      ctx.deposit(events, { type: 'OnInitializeWeightSet', value: { value } })
    },
  },
)

/** For how many blocks an encrypted call may wait (Root). */
export const setStoredExtrinsicLifetime = call(
  mevShield,
  { value: u32 },
  {
    index: 5,
    name: 'set_stored_extrinsic_lifetime',
    weight: shieldWeights.setStoredExtrinsicLifetime,
    run(ctx, origin, { value }) {
      ensureRoot(origin)
      ExtrinsicLifetime.set(ctx, value)
      ctx.deposit(events, { type: 'ExtrinsicLifetimeSet', value: { value } })
    },
  },
)

/** How much time one call of the queue may take (Root). */
export const setMaxExtrinsicWeight = call(
  mevShield,
  { value: u64 },
  {
    index: 6,
    name: 'set_max_extrinsic_weight',
    weight: shieldWeights.setMaxExtrinsicWeight,
    run(ctx, origin, { value }) {
      ensureRoot(origin)
      ensure(value <= MAX_QUEUE_WEIGHT, errors.WeightExceedsAbsoluteMax)
      MaxExtrinsicWeight.set(ctx, value)
      ctx.deposit(events, { type: 'MaxExtrinsicWeightSet', value: { value } })
    },
  },
)
