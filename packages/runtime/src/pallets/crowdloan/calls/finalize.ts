import { compact, equalBytes, u32 } from '@plexus/primitives'
import { call } from '../../../frame/call.ts'
import type { RuntimeCall } from '../../../frame/call.ts'
import type { Context } from '../../../frame/context.ts'
import { failWith } from '../../../frame/dispatch-error.ts'
import { ensure, fail } from '../../../frame/error.ts'
import { ensureSigned, signed } from '../../../frame/origin.ts'
import { transfer } from '../../balances/index.ts'
import { peek } from '../../preimage/index.ts'
import type { BoundedCall } from '../../preimage/index.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'
import { crowdloanOf } from '../find.ts'
import type { NumberedCrowdloan } from '../find.ts'
import { crowdloan } from '../id.ts'
import { Crowdloans, CurrentCrowdloanId } from '../storage.ts'
import { weights } from '../weights.ts'

/** Does what the crowdloan was raised for, once the cap is reached; the end does not matter. */
export const finalize = call(
  crowdloan,
  { crowdloan_id: compact(u32) },
  {
    index: 3,
    name: 'finalize',
    weight: weights.finalize,
    run(ctx, origin, { crowdloan_id }) {
      const who = ensureSigned(origin)
      const loan = crowdloanOf(ctx, crowdloan_id)
      ensure(equalBytes(who, loan.creator), errors.InvalidOrigin)
      ensure(loan.raised === loan.cap, errors.CapNotRaised)
      ensure(!loan.finalized, errors.AlreadyFinalized)
      spend(ctx, { id: crowdloan_id, loan })
      // What the call did to the crowdloan itself is overwritten, as in the reference.
      Crowdloans.set(ctx, crowdloan_id, { ...loan, finalized: true })
      ctx.deposit(events, { type: 'Finalized', value: { crowdloan_id } })
    },
  },
)

function spend(ctx: Context, { id, loan }: NumberedCrowdloan): void {
  const { call: stored, target_address: target, funds_account: funds, raised, creator } = loan
  ensure((stored === undefined) !== (target === undefined), errors.InvalidFinalizationConfig)
  if (target !== undefined) transfer(ctx, funds, target, raised, 'Expendable')
  if (stored === undefined) return
  CurrentCrowdloanId.set(ctx, id)
  const outcome = ctx.dispatch(callBehind(ctx, stored), signed(creator))
  if (!outcome.ok) failWith(outcome.error)
  CurrentCrowdloanId.remove(ctx)
}

function callBehind(ctx: Context, stored: BoundedCall): RuntimeCall {
  const peeked = peek(ctx, stored)
  return 'error' in peeked ? fail(errors.CallUnavailable) : peeked.call
}
