import { call } from '../../../frame/call.ts'
import type { Context } from '../../../frame/context.ts'
import { ensure } from '../../../frame/error.ts'
import { ensureRoot } from '../../../frame/origin.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'
import type { ExitReason } from '../events.ts'
import { safeMode } from '../id.ts'
import { EnteredUntil } from '../storage.ts'
import { safeModeWeights } from '../weights.ts'

/** Leaves safe mode (Root). */
export const forceExit = call(
  safeMode,
  {},
  {
    index: 4,
    name: 'force_exit',
    weight: safeModeWeights.forceExit,
    run(ctx, origin) {
      ensureRoot(origin)
      ensure(EnteredUntil.has(ctx), errors.Exited)
      exit(ctx, 'Force')
    },
  },
)

/** Leaves safe mode, which must be entered. */
export function exit(ctx: Context, reason: ExitReason): void {
  EnteredUntil.remove(ctx)
  ctx.deposit(events, { type: 'Exited', value: { reason } })
}
