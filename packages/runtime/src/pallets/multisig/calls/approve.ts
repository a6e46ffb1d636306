import { AccountId32, option, u16, vec, Weight } from '@plexus/primitives'
import { call, RuntimeCall } from '../../../frame/call.ts'
import { ensureSigned } from '../../../frame/origin.ts'
import { addWeights, maxWeight } from '../../../frame/weight.ts'
import { encodedLength } from '../encoded-length.ts'
import { multisig } from '../id.ts'
import { operate } from '../operate.ts'
import { CallHash } from '../storage.ts'
import { Timepoint } from '../types.ts'
import { multisigWeights } from '../weights.ts'

/** Approves a call for a multisig; the approval that reaches the threshold runs it. */
export const asMulti = call(
  multisig,
  {
    threshold: u16,
    other_signatories: vec(AccountId32),
    maybe_timepoint: option(Timepoint),
    call: RuntimeCall,
    max_weight: Weight,
  },
  {
    index: 1,
    name: 'as_multi',
    weight(args) {
      const others = args.other_signatories.length
      const callBytes = encodedLength(args.call)
      const own = maxWeight(
        maxWeight(
          multisigWeights.create(others, callBytes),
          multisigWeights.approve(others, callBytes),
        ),
        multisigWeights.complete(others, callBytes),
      )
      return addWeights(own, args.max_weight)
    },
    run: (ctx, origin, args) =>
      operate(ctx, ensureSigned(origin), {
        threshold: args.threshold,
        others: args.other_signatories,
        timepoint: args.maybe_timepoint,
        subject: { call: args.call },
        maxWeight: args.max_weight,
      }),
  },
)

/** Approves a call by its hash; it cannot run the call. */
export const approveAsMulti = call(
  multisig,
  {
    threshold: u16,
    other_signatories: vec(AccountId32),
    maybe_timepoint: option(Timepoint),
    call_hash: CallHash,
    max_weight: Weight,
  },
  {
    index: 2,
    name: 'approve_as_multi',
    weight(args) {
      const others = args.other_signatories.length
      const own = maxWeight(
        multisigWeights.createByHash(others),
        multisigWeights.approveByHash(others),
      )
      return addWeights(own, args.max_weight)
    },
    run: (ctx, origin, args) =>
      operate(ctx, ensureSigned(origin), {
        threshold: args.threshold,
        others: args.other_signatories,
        timepoint: args.maybe_timepoint,
        subject: { callHash: args.call_hash },
        maxWeight: args.max_weight,
      }),
  },
)
