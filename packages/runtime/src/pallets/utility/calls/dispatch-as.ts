import { u16, Weight } from '@plexus/primitives'
import { dispatchInfo, RuntimeCall } from '../../../frame/call.ts'
import type { DispatchInfo } from '../../../frame/call.ts'
import type { RuntimeConfig } from '../../../frame/config.ts'
import type { Context } from '../../../frame/context.ts'
import { toResult } from '../../../frame/dispatch.ts'
import type { DispatchOutcome } from '../../../frame/dispatch.ts'
import { DispatchFailure, failWith } from '../../../frame/dispatch-error.ts'
import { nestingCall, usedWeight } from '../../../frame/nesting-call.ts'
import { ensureRoot, ensureSigned, ROOT, signed } from '../../../frame/origin.ts'
import type { CallFilter, Origin } from '../../../frame/origin.ts'
import { addWeights } from '../../../frame/weight.ts'
import { derivativeAccount } from '../derivative-account.ts'
import { events } from '../events.ts'
import { utility } from '../id.ts'
import { OriginCaller, originOf } from '../origin-caller.ts'
import { utilityWeights } from '../weights.ts'

/** Runs a call as an account derived from the signer; the signer's filters apply. */
export const asDerivative = nestingCall(
  utility,
  { index: u16, call: RuntimeCall },
  {
    index: 1,
    name: 'as_derivative',
    info: ({ call }, config) => around(utilityWeights.asDerivative, [call], config),
    run(ctx, origin, { index, call }) {
      const who = derivativeAccount(ctx, ensureSigned(origin), index)
      const outcome = ctx.dispatch(call, signed(who, filtersOf(origin)))
      const used = usedWeight(call, outcome, ctx.config)
      const post = { actualWeight: addWeights(utilityWeights.asDerivative, used) }
      if (!outcome.ok) throw new DispatchFailure(outcome.error, post)
      return post
    },
  },
)

/** Runs a call with any origin, past all filters (Root). Its result is in the event. */
export const dispatchAs = nestingCall(
  utility,
  { as_origin: OriginCaller, call: RuntimeCall },
  {
    index: 3,
    name: 'dispatch_as',
    info: ({ call }, config) => around(utilityWeights.dispatchAs, [call], config),
    run(ctx, origin, { as_origin, call }) {
      ensureRoot(origin)
      const result = toResult(dispatchWith(ctx, as_origin, call))
      ctx.deposit(events, { type: 'DispatchedAs', value: { result } })
    },
  },
)

/** As `dispatch_as`; fails when the call fails. */
export const dispatchAsFallible = nestingCall(
  utility,
  { as_origin: OriginCaller, call: RuntimeCall },
  {
    index: 7,
    name: 'dispatch_as_fallible',
    info: ({ call }, config) => around(utilityWeights.dispatchAsFallible, [call], config),
    run(ctx, origin, { as_origin, call }) {
      ensureRoot(origin)
      const outcome = dispatchWith(ctx, as_origin, call)
      if (!outcome.ok) failWith(outcome.error)
      ctx.deposit(events, { type: 'DispatchedAs', value: { result: toResult(outcome) } })
    },
  },
)

/** Runs a call as Root with the weight that Root says. */
export const withWeight = nestingCall(
  utility,
  { call: RuntimeCall, weight: Weight },
  {
    index: 5,
    name: 'with_weight',
    info: ({ weight }) => ({ weight, class: 'Normal', paysFee: true }),
    run(ctx, origin, { call }) {
      ensureRoot(origin)
      const outcome = ctx.dispatch(call, ROOT, { bypassFilter: true })
      if (!outcome.ok) failWith(outcome.error)
    },
  },
)

/** Runs `main` and, only if it fails, `fallback`; fails when both do. */
export const ifElse = nestingCall(
  utility,
  { main: RuntimeCall, fallback: RuntimeCall },
  {
    index: 6,
    name: 'if_else',
    info: ({ main, fallback }, config) => around(utilityWeights.ifElse, [main, fallback], config),
    run(ctx, origin, { main, fallback }) {
      if (origin.kind === 'None') failWith({ type: 'BadOrigin' })
      const first = ctx.dispatch(main, origin)
      const afterMain = addWeights(utilityWeights.ifElse, usedWeight(main, first, ctx.config))
      if (first.ok) {
        ctx.deposit(events, { type: 'IfElseMainSuccess' })
        return { actualWeight: afterMain }
      }
      const second = ctx.dispatch(fallback, origin)
      const actualWeight = addWeights(afterMain, usedWeight(fallback, second, ctx.config))
      if (!second.ok) throw new DispatchFailure(second.error, { actualWeight })
      const main_error = first.error
      ctx.deposit(events, { type: 'IfElseFallbackCalled', value: { main_error } })
      return { actualWeight }
    },
  },
)

function around(own: Weight, calls: readonly RuntimeCall[], config: RuntimeConfig): DispatchInfo {
  const inner = calls.map((call) => dispatchInfo(call, config).weight)
  return { weight: addWeights(own, ...inner), class: 'Normal', paysFee: true }
}

const filtersOf = (origin: Origin): readonly CallFilter[] =>
  origin.kind === 'Signed' ? origin.filters : []

function dispatchWith(ctx: Context, as: OriginCaller, call: RuntimeCall): DispatchOutcome {
  const origin = originOf(as)
  // Origins of parts that this chain does not have reach no call.
  if (origin === undefined) return { ok: false, error: { type: 'BadOrigin' }, post: {} }
  return ctx.dispatch(call, origin, { bypassFilter: true })
}
