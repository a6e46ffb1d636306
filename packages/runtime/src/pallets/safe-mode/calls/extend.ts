import { call } from '../../../frame/call.ts'
import { ensure, fail } from '../../../frame/error.ts'
import { ensureRoot, ensureSigned } from '../../../frame/origin.ts'
import { ROOT_EXTEND_BLOCKS } from '../config.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'
import { safeMode } from '../id.ts'
import { saturatingBlock } from '../../../frame/saturating.ts'
import { EnteredUntil } from '../storage.ts'
import { safeModeWeights } from '../weights.ts'

/** Extending by anyone against a deposit: not offered here. */
export const extend = call(
  safeMode,
  {},
  {
    index: 2,
    name: 'extend',
    weight: safeModeWeights.extend,
    run(ctx, origin) {
      ensureSigned(origin)
      ensure(EnteredUntil.has(ctx), errors.Exited)
      fail(errors.NotConfigured)
    },
  },
)

/** Adds 3600 blocks to what is left of safe mode (Root). */
export const forceExtend = call(
  safeMode,
  {},
  {
    index: 3,
    name: 'force_extend',
    weight: safeModeWeights.forceExtend,
    run(ctx, origin) {
      ensureRoot(origin)
      const entered = EnteredUntil.get(ctx)
      ensure(entered !== undefined, errors.Exited)
      const until = saturatingBlock(entered, ROOT_EXTEND_BLOCKS)
      EnteredUntil.set(ctx, until)
      ctx.deposit(events, { type: 'Extended', value: { until } })
    },
  },
)
