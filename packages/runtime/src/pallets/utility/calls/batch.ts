import { vec } from '@plexus/primitives'
import { dispatchInfo, RuntimeCall } from '../../../frame/call.ts'
import type { DispatchInfo, TypedCall } from '../../../frame/call.ts'
import type { RuntimeConfig } from '../../../frame/config.ts'
import { DispatchFailure, failWith } from '../../../frame/dispatch-error.ts'
import { ensure } from '../../../frame/error.ts'
import { nestingCall, usedWeight } from '../../../frame/nesting-call.ts'
import type { CallFilter, Origin } from '../../../frame/origin.ts'
import { addWeights, ZERO_WEIGHT } from '../../../frame/weight.ts'
import type { Weight } from '../../../frame/weight.ts'
import { BATCHED_CALLS_LIMIT } from '../constants.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'
import { utility } from '../id.ts'
import { utilityWeights } from '../weights.ts'

type Calls = readonly RuntimeCall[]
type BatchCall = TypedCall<{ readonly calls: Calls }>

/** Runs calls until one fails; those before it stay. Succeeds always: events tell. */
export const batch: BatchCall = nestingCall(
  utility,
  { calls: vec(RuntimeCall) },
  {
    index: 0,
    name: 'batch',
    info: ({ calls }, config) => batchInfo(utilityWeights.batch, calls, config),
    run(ctx, origin, { calls }) {
      ensureBatch(origin, calls)
      let used = ZERO_WEIGHT
      for (const [index, call] of calls.entries()) {
        const outcome = ctx.dispatch(call, origin)
        used = addWeights(used, usedWeight(call, outcome, ctx.config))
        if (!outcome.ok) {
          const { error } = outcome
          ctx.deposit(events, { type: 'BatchInterrupted', value: { index, error } })
          return { actualWeight: addWeights(utilityWeights.batch(index + 1), used) }
        }
        ctx.deposit(events, { type: 'ItemCompleted' })
      }
      ctx.deposit(events, { type: 'BatchCompleted' })
      return { actualWeight: addWeights(utilityWeights.batch(calls.length), used) }
    },
  },
)

/** Runs all calls or none: fails with the error of the first that fails. */
export const batchAll: BatchCall = nestingCall(
  utility,
  { calls: vec(RuntimeCall) },
  {
    index: 2,
    name: 'batch_all',
    info: ({ calls }, config) => batchInfo(utilityWeights.batchAll, calls, config),
    run(ctx, origin, { calls }) {
      ensureBatch(origin, calls)
      const inner = withFilter(origin, (call) => !batchAll.is(call))
      let used = ZERO_WEIGHT
      for (const [index, call] of calls.entries()) {
        const outcome = ctx.dispatch(call, inner)
        used = addWeights(used, usedWeight(call, outcome, ctx.config))
        if (!outcome.ok) {
          const actualWeight = addWeights(utilityWeights.batchAll(index + 1), used)
          throw new DispatchFailure(outcome.error, { actualWeight })
        }
        ctx.deposit(events, { type: 'ItemCompleted' })
      }
      ctx.deposit(events, { type: 'BatchCompleted' })
      return { actualWeight: addWeights(utilityWeights.batchAll(calls.length), used) }
    },
  },
)

/** Runs every call, whatever becomes of the others. */
export const forceBatch: BatchCall = nestingCall(
  utility,
  { calls: vec(RuntimeCall) },
  {
    index: 4,
    name: 'force_batch',
    info: ({ calls }, config) => batchInfo(utilityWeights.forceBatch, calls, config),
    run(ctx, origin, { calls }) {
      ensureBatch(origin, calls)
      let used = ZERO_WEIGHT
      let allCompleted = true
      for (const call of calls) {
        const outcome = ctx.dispatch(call, origin)
        used = addWeights(used, usedWeight(call, outcome, ctx.config))
        if (outcome.ok) ctx.deposit(events, { type: 'ItemCompleted' })
        else ctx.deposit(events, { type: 'ItemFailed', value: { error: outcome.error } })
        allCompleted &&= outcome.ok
      }
      ctx.deposit(events, { type: allCompleted ? 'BatchCompleted' : 'BatchCompletedWithErrors' })
      return { actualWeight: addWeights(utilityWeights.forceBatch(calls.length), used) }
    },
  },
)

/** The calls of a batch of any kind; `undefined` for other calls. */
export function batchItems(call: RuntimeCall): Calls | undefined {
  const found = [batch, batchAll, forceBatch].find((each) => each.is(call))
  return found === undefined ? undefined : (call.args as { readonly calls: Calls }).calls
}

/**
 * Whether the call is no batch, or a batch without a batch right inside it. Part of the base
 * filter (spec: 20-calls §1.1).
 */
export function isFlatBatch(call: RuntimeCall): boolean {
  return !(batchItems(call) ?? []).some((item) => batchItems(item) !== undefined)
}

/** A batch is of class Normal whatever it holds, and free when all it holds is free. */
function batchInfo(
  own: (calls: number) => Weight,
  calls: Calls,
  config: RuntimeConfig,
): DispatchInfo {
  let weight = ZERO_WEIGHT
  let paysFee = false
  for (const call of calls) {
    const inner = dispatchInfo(call, config)
    weight = addWeights(weight, inner.weight)
    paysFee ||= inner.paysFee
  }
  return { weight: addWeights(weight, own(calls.length)), class: 'Normal', paysFee }
}

function ensureBatch(origin: Origin, calls: Calls): void {
  if (origin.kind === 'None') failWith({ type: 'BadOrigin' })
  ensure(calls.length <= BATCHED_CALLS_LIMIT, errors.TooManyCalls)
}

function withFilter(origin: Origin, filter: CallFilter): Origin {
  return origin.kind === 'Signed' ? { ...origin, filters: [...origin.filters, filter] } : origin
}
