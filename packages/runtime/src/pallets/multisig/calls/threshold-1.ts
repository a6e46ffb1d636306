import { AccountId32, encode, vec } from '@plexus/primitives'
import { dispatchInfo, RuntimeCall } from '../../../frame/call.ts'
import type { PostInfo } from '../../../frame/call.ts'
import { DispatchFailure } from '../../../frame/dispatch-error.ts'
import { toResult } from '../../../frame/dispatch.ts'
import { nestingCall } from '../../../frame/nesting-call.ts'
import { ensureSigned, signed } from '../../../frame/origin.ts'
import { addWeights, weight } from '../../../frame/weight.ts'
import { encodedLength } from '../encoded-length.ts'
import { events } from '../events.ts'
import { multisig } from '../id.ts'
import { membersWith, multisigAccount } from '../members.ts'
import { timepointOf } from '../operate.ts'
import { multisigWeights } from '../weights.ts'

/** The read and the write of the multisig's account record. */
const ACCOUNT_ACCESS = weight(0n, { reads: 1n, writes: 1n })

/** Runs a call as a multisig in which one approval is enough. */
export const asMultiThreshold1 = nestingCall(
  multisig,
  { other_signatories: vec(AccountId32), call: RuntimeCall },
  {
    index: 0,
    name: 'as_multi_threshold_1',
    info({ call }, config) {
      const inner = dispatchInfo(call, config)
      const own = multisigWeights.threshold1(encodedLength(call))
      const total = addWeights(own, ACCOUNT_ACCESS, inner.weight)
      return { weight: total, class: inner.class, paysFee: true }
    },
    run(ctx, origin, { other_signatories, call }) {
      const who = ensureSigned(origin)
      const account = multisigAccount(ctx, membersWith(who, other_signatories), 1)
      const outcome = ctx.dispatch(call, signed(account))
      if (!outcome.ok) {
        throw new DispatchFailure(outcome.error, around(call, outcome.post) ?? outcome.post)
      }
      ctx.deposit(events, {
        type: 'MultisigExecuted',
        value: {
          approving: who,
          timepoint: timepointOf(ctx),
          multisig: account,
          call_hash: ctx.host.blake2b256(encode(RuntimeCall, call)),
          result: toResult(outcome),
        },
      })
      return around(call, outcome.post) ?? {}
    },
  },
)

/** What the call used and the wrapper; `undefined` where the call does not report it. */
function around(call: RuntimeCall, { actualWeight }: PostInfo): PostInfo | undefined {
  if (actualWeight === undefined) return undefined
  return { actualWeight: addWeights(multisigWeights.threshold1(encodedLength(call)), actualWeight) }
}
