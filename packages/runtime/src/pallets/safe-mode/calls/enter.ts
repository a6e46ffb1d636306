import { call } from '../../../frame/call.ts'
import { ensure, fail } from '../../../frame/error.ts'
import { ensureRoot, ensureSigned } from '../../../frame/origin.ts'
import { BlockNumber } from '../../system/storage.ts'
import { ROOT_ENTER_BLOCKS } from '../config.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'
import { safeMode } from '../id.ts'
import { EnteredUntil } from '../storage.ts'
import { saturatingBlock } from '../../../frame/saturating.ts'
import { safeModeWeights } from '../weights.ts'

/** Entering by anyone against a deposit: not offered here. */
export const enter = call(
  safeMode,
  {},
  {
    index: 0,
    name: 'enter',
    weight: safeModeWeights.enter,
    run(ctx, origin) {
      ensureSigned(origin)
      ensure(!EnteredUntil.has(ctx), errors.Entered)
      fail(errors.NotConfigured)
    },
  },
)

/** Enters safe mode for 7200 blocks (Root). */
export const forceEnter = call(
  safeMode,
  {},
  {
    index: 1,
    name: 'force_enter',
    weight: safeModeWeights.forceEnter,
    run(ctx, origin) {
      ensureRoot(origin)
      ensure(!EnteredUntil.has(ctx), errors.Entered)
      const until = saturatingBlock(BlockNumber.get(ctx), ROOT_ENTER_BLOCKS)
      EnteredUntil.set(ctx, until)
      ctx.deposit(events, { type: 'Entered', value: { until } })
    },
  },
)
