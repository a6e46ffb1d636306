import { expect } from 'vitest'
import type { RuntimeCall } from '../../src/frame/call.ts'
import type { Context, DispatchOptions } from '../../src/frame/context.ts'
import type { DispatchErrorValue } from '../../src/frame/dispatch-error.ts'
import { moduleError } from '../../src/frame/error.ts'
import type { ModuleError } from '../../src/frame/error.ts'
import type { Origin } from '../../src/frame/origin.ts'
import { eventsDuring } from './test-context.ts'

/** Dispatches a call that must succeed; the events it gave. */
export function succeeds(
  ctx: Context,
  call: RuntimeCall,
  origin: Origin,
  options?: DispatchOptions,
): ReturnType<typeof eventsDuring> {
  return eventsDuring(ctx, () => {
    const outcome = ctx.dispatch(call, origin, options)
    expect(outcome.ok ? 'ok' : outcome.error).toEqual('ok')
  })
}

/** Dispatches a call that must fail with this error and leave no trace. */
export function fails(
  ctx: Context,
  call: RuntimeCall,
  origin: Origin,
  error: ModuleError | DispatchErrorValue,
): void {
  const before = ctx.state.changes()
  const events = eventsDuring(ctx, () => {
    const outcome = ctx.dispatch(call, origin)
    expect(outcome.ok ? 'ok' : outcome.error).toEqual(
      'pallet' in error ? moduleError(error) : error,
    )
  })
  expect(events).toEqual([])
  expect(ctx.state.changes()).toEqual(before)
}
