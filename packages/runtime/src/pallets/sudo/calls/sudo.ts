import { MultiAddress, Weight } from '@plexus/primitives'
import { dispatchInfo, RuntimeCall } from '../../../frame/call.ts'
import type { DispatchInfo } from '../../../frame/call.ts'
import type { RuntimeConfig } from '../../../frame/config.ts'
import { toResult } from '../../../frame/dispatch.ts'
import { lookup } from '../../../frame/lookup.ts'
import { nestingCall } from '../../../frame/nesting-call.ts'
import { ROOT, signed } from '../../../frame/origin.ts'
import { addWeights } from '../../../frame/weight.ts'
import type { Weight as WeightValue } from '../../../frame/weight.ts'
import { ensureSudo } from '../ensure-sudo.ts'
import { events } from '../events.ts'
import { sudo } from '../id.ts'
import { sudoWeights } from '../weights.ts'

/** Runs a call as Root. The result of the call is in the event; the key pays no fee. */
export const sudoCall = nestingCall(
  sudo,
  { call: RuntimeCall },
  {
    index: 0,
    name: 'sudo',
    info: ({ call }, config) => around(sudoWeights.sudo, call, config),
    run(ctx, origin, { call }) {
      ensureSudo(ctx, origin)
      const outcome = ctx.dispatch(call, ROOT, { bypassFilter: true })
      ctx.deposit(events, { type: 'Sudid', value: { sudo_result: toResult(outcome) } })
      return { paysFee: false }
    },
  },
)

/** As `sudo`, with the weight that the key says. */
export const sudoUncheckedWeight = nestingCall(
  sudo,
  { call: RuntimeCall, weight: Weight },
  {
    index: 1,
    name: 'sudo_unchecked_weight',
    info: ({ call, weight }, config) => ({
      weight,
      class: dispatchInfo(call, config).class,
      paysFee: true,
    }),
    run(ctx, origin, { call }) {
      ensureSudo(ctx, origin)
      const outcome = ctx.dispatch(call, ROOT, { bypassFilter: true })
      ctx.deposit(events, { type: 'Sudid', value: { sudo_result: toResult(outcome) } })
      return { paysFee: false }
    },
  },
)

/** Runs a call as if an account had signed it, past all filters. */
export const sudoAs = nestingCall(
  sudo,
  { who: MultiAddress, call: RuntimeCall },
  {
    index: 3,
    name: 'sudo_as',
    info: ({ call }, config) => around(sudoWeights.sudoAs, call, config),
    run(ctx, origin, { who, call }) {
      ensureSudo(ctx, origin)
      const outcome = ctx.dispatch(call, signed(lookup(who)), { bypassFilter: true })
      ctx.deposit(events, { type: 'SudoAsDone', value: { sudo_result: toResult(outcome) } })
      return { paysFee: false }
    },
  },
)

function around(own: WeightValue, call: RuntimeCall, config: RuntimeConfig): DispatchInfo {
  const inner = dispatchInfo(call, config)
  return { weight: addWeights(own, inner.weight), class: inner.class, paysFee: true }
}
