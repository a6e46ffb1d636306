import { compact, u32, u64 } from '@plexus/primitives'
import { call } from '../../../frame/call.ts'
import type { Context } from '../../../frame/context.ts'
import { ensure } from '../../../frame/error.ts'
import { ensureSigned } from '../../../frame/origin.ts'
import { freeBalance, transfer } from '../../balances/index.ts'
import { BlockNumber } from '../../system/storage.ts'
import { MAX_CONTRIBUTORS } from '../constants.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'
import { crowdloanOf } from '../find.ts'
import type { NumberedCrowdloan } from '../find.ts'
import { crowdloan } from '../id.ts'
import { Contributions, Crowdloans, MaxContributions } from '../storage.ts'
import { weights } from '../weights.ts'

const U64_MAX = (1n << 64n) - 1n

/** Gives to a crowdloan: what was offered, or what there is room for. */
export const contribute = call(
  crowdloan,
  { crowdloan_id: compact(u32), amount: compact(u64) },
  {
    index: 1,
    name: 'contribute',
    weight: weights.contribute,
    run(ctx, origin, { crowdloan_id, amount: offered }) {
      const contributor = ensureSigned(origin)
      const loan = crowdloanOf(ctx, crowdloan_id)
      ensure(BlockNumber.get(ctx) < loan.end, errors.ContributionPeriodEnded)
      ensure(loan.raised < loan.cap, errors.CapRaised)
      ensure(offered >= loan.min_contribution, errors.ContributionTooLow)
      ensure(loan.contributors_count < MAX_CONTRIBUTORS, errors.MaxContributorsReached)
      const before = Contributions.get(ctx, crowdloan_id, contributor)
      const room = roomFor(ctx, { id: crowdloan_id, loan }, before ?? 0n)
      const amount = lesser(offered, room)
      const contribution = (before ?? 0n) + amount
      ensure(contribution <= U64_MAX, errors.Overflow)
      ensure(freeBalance(ctx, contributor) >= amount, errors.InsufficientBalance)

      transfer(ctx, contributor, loan.funds_account, amount, 'Expendable')
      Contributions.set(ctx, crowdloan_id, contributor, contribution)
      Crowdloans.set(ctx, crowdloan_id, {
        ...loan,
        raised: loan.raised + amount,
        contributors_count: loan.contributors_count + (before === undefined ? 1 : 0),
      })
      ctx.deposit(events, { type: 'Contributed', value: { crowdloan_id, contributor, amount } })
    },
  },
)

/** What is missing to the cap or, if that is less, to what one account may give. */
function roomFor(ctx: Context, { id, loan }: NumberedCrowdloan, given: bigint): bigint {
  const missing = loan.cap - loan.raised
  const most = MaxContributions.get(ctx, id)
  if (most === undefined) return missing
  ensure(given < most, errors.MaxContributionReached)
  return lesser(most - given, missing)
}

const lesser = (a: bigint, b: bigint): bigint => (a < b ? a : b)
