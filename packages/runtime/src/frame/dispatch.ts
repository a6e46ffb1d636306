import { DispatchFailure } from './dispatch-error.ts'
import type { DispatchErrorValue, DispatchResultValue } from './dispatch-error.ts'
import type { PostInfo, RuntimeCall } from './call.ts'
import type { Context, DispatchOptions } from './context.ts'
import type { Origin } from './origin.ts'

/** What became of a dispatched call. */
export type DispatchOutcome =
  | { readonly ok: true; readonly post: PostInfo }
  | { readonly ok: false; readonly error: DispatchErrorValue; readonly post: PostInfo }

/** As the `Result<(), DispatchError>` that events carry. */
export function toResult(outcome: DispatchOutcome): DispatchResultValue {
  return outcome.ok ? { ok: true, value: undefined } : { ok: false, error: outcome.error }
}

/**
 * Dispatches a call: filters, guards, then the call in a layer of its own. The one place where a
 * `DispatchFailure` becomes a value.
 */
export function dispatch(
  ctx: Context,
  value: RuntimeCall,
  origin: Origin,
  filtered: DispatchErrorValue,
  options: DispatchOptions = {},
): DispatchOutcome {
  try {
    return ctx.transactional(() => {
      if (value.call.closed) throw new DispatchFailure(filtered)
      if (origin.kind !== 'Root' && options.bypassFilter !== true) {
        checkFilters(ctx, value, origin, filtered)
        if (origin.kind === 'Signed') {
          for (const guard of ctx.rules.guards) guard(ctx, origin, value)
        }
      }
      return { ok: true, post: value.call.run(ctx, origin, value.args) ?? {} }
    })
  } catch (error) {
    if (!(error instanceof DispatchFailure)) throw error
    return { ok: false, error: error.error, post: error.post ?? {} }
  }
}

function checkFilters(
  ctx: Context,
  value: RuntimeCall,
  origin: Origin,
  filtered: DispatchErrorValue,
): void {
  const filters = origin.kind === 'Signed' ? origin.filters : []
  const passes = ctx.rules.filter(value, ctx) && filters.every((filter) => filter(value, ctx))
  if (!passes) throw new DispatchFailure(filtered)
}
