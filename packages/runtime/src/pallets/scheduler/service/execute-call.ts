import { dispatchInfo } from '../../../frame/call.ts'
import type { RuntimeCall } from '../../../frame/call.ts'
import type { Context } from '../../../frame/context.ts'
import type { DispatchResultValue } from '../../../frame/dispatch-error.ts'
import { toResult } from '../../../frame/dispatch.ts'
import type { DispatchOutcome } from '../../../frame/dispatch.ts'
import { addWeights } from '../../../frame/weight.ts'
import { originOf } from '../../utility/index.ts'
import type { OriginCaller } from '../../utility/index.ts'
import type { WeightMeter } from '../weight-meter.ts'
import { schedulerWeights } from '../weights.ts'

/**
 * Dispatches a scheduled call, unless its announced weight does not fit; what it really used is
 * metered.
 */
export function executeCall(
  ctx: Context,
  meter: WeightMeter,
  caller: OriginCaller,
  call: RuntimeCall,
): DispatchResultValue | 'overweight' {
  const isSigned = caller.type === 'system' && caller.value.type === 'Signed'
  const base = isSigned ? schedulerWeights.executeSigned : schedulerWeights.executeUnsigned
  const announced = dispatchInfo(call, ctx.config).weight
  if (!meter.canConsume(addWeights(base, announced))) return 'overweight'
  const outcome = dispatchAs(ctx, caller, call)
  meter.tryConsume(base)
  meter.tryConsume(outcome.post.actualWeight ?? announced)
  return toResult(outcome)
}

function dispatchAs(ctx: Context, caller: OriginCaller, call: RuntimeCall): DispatchOutcome {
  const origin = originOf(caller)
  if (origin !== undefined) return ctx.dispatch(call, origin)
  return { ok: false, error: { type: 'BadOrigin' }, post: {} }
}
