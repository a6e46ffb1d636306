import { compact, equalBytes, u32 } from '@plexus/primitives'
import type { AccountId } from '@plexus/primitives'
import { call } from '../../../frame/call.ts'
import type { Context } from '../../../frame/context.ts'
import { ensure } from '../../../frame/error.ts'
import { ensureSigned } from '../../../frame/origin.ts'
import { transfer } from '../../balances/index.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'
import { crowdloanOf } from '../find.ts'
import type { NumberedCrowdloan } from '../find.ts'
import { crowdloan } from '../id.ts'
import { Contributions, Crowdloans } from '../storage.ts'
import { weights } from '../weights.ts'

/** Takes a contribution back, before the end or after it; the creator's deposit stays. */
export const withdraw = call(
  crowdloan,
  { crowdloan_id: compact(u32) },
  {
    index: 2,
    name: 'withdraw',
    weight: weights.withdraw,
    run(ctx, origin, { crowdloan_id }) {
      const contributor = ensureSigned(origin)
      const loan = crowdloanOf(ctx, crowdloan_id)
      ensure(!loan.finalized, errors.AlreadyFinalized)
      const given = Contributions.get(ctx, crowdloan_id, contributor) ?? 0n
      ensure(given > 0n, errors.NoContribution)
      const numbered = { id: crowdloan_id, loan }
      const { amount, contributors } = equalBytes(contributor, loan.creator)
        ? takeAboveDeposit(ctx, numbered, given)
        : takeAll(ctx, numbered, contributor, given)

      transfer(ctx, loan.funds_account, contributor, amount, 'Expendable')
      Crowdloans.set(ctx, crowdloan_id, {
        ...loan,
        raised: loan.raised > amount ? loan.raised - amount : 0n,
        contributors_count: contributors,
      })
      ctx.deposit(events, { type: 'Withdrew', value: { crowdloan_id, contributor, amount } })
    },
  },
)

/** Rao that leave the crowdloan, and how many contributors stay. */
interface Withdrawal {
  readonly amount: bigint
  readonly contributors: number
}

function takeAboveDeposit(
  ctx: Context,
  { id, loan }: NumberedCrowdloan,
  given: bigint,
): Withdrawal {
  ensure(given > loan.deposit, errors.DepositCannotBeWithdrawn)
  Contributions.set(ctx, id, loan.creator, loan.deposit)
  return { amount: given - loan.deposit, contributors: loan.contributors_count }
}

function takeAll(
  ctx: Context,
  { id, loan }: NumberedCrowdloan,
  contributor: AccountId,
  given: bigint,
): Withdrawal {
  Contributions.remove(ctx, id, contributor)
  ensure(loan.contributors_count > 0, errors.Underflow)
  return { amount: given, contributors: loan.contributors_count - 1 }
}
