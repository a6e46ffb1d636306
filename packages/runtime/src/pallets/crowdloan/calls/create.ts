import { AccountId32, compact, option, u32, u64 } from '@plexus/primitives'
import { call as declare, dispatchInfo, RuntimeCall } from '../../../frame/call.ts'
import type { Context } from '../../../frame/context.ts'
import { ensure } from '../../../frame/error.ts'
import { ensureSigned } from '../../../frame/origin.ts'
import { addWeights } from '../../../frame/weight.ts'
import { freeBalance, transfer } from '../../balances/index.ts'
import { bound } from '../../preimage/index.ts'
import { incProviders } from '../../system/accounts.ts'
import { ABSOLUTE_MINIMUM_CONTRIBUTION, MINIMUM_DEPOSIT } from '../constants.ts'
import { ensureValidEnd } from '../duration.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'
import { fundsAccount } from '../funds-account.ts'
import { crowdloan } from '../id.ts'
import { Contributions, Crowdloans, NextCrowdloanId } from '../storage.ts'
import { weights } from '../weights.ts'

const MAX_ID = 0xffff_ffff

/**
 * Opens a crowdloan. Once the cap is reached, its creator has the sum sent to the target or the
 * call dispatched; one of the two must be given. The deposit is the first contribution.
 */
export const create = declare(
  crowdloan,
  {
    deposit: compact(u64),
    min_contribution: compact(u64),
    cap: compact(u64),
    end: compact(u32),
    call: option(RuntimeCall),
    target_address: option(AccountId32),
  },
  {
    index: 0,
    name: 'create',
    weight: ({ call }, config) =>
      call === undefined
        ? weights.create
        : addWeights(weights.create, dispatchInfo(call, config).weight),
    run(ctx, origin, { deposit, min_contribution, cap, end, call, target_address }) {
      const creator = ensureSigned(origin)
      ensure(deposit >= MINIMUM_DEPOSIT, errors.DepositTooLow)
      ensure(cap > deposit, errors.CapTooLow)
      ensure(min_contribution >= ABSOLUTE_MINIMUM_CONTRIBUTION, errors.MinimumContributionTooLow)
      const isEither = (call === undefined) !== (target_address === undefined)
      ensure(isEither, errors.InvalidFinalizationConfig)
      ensureValidEnd(ctx, end)
      ensure(freeBalance(ctx, creator) >= deposit, errors.InsufficientBalance)

      const crowdloan_id = takeId(ctx)
      const funds_account = fundsAccount(crowdloan_id)
      incProviders(ctx, funds_account)
      Crowdloans.set(ctx, crowdloan_id, {
        creator,
        deposit,
        min_contribution,
        end,
        cap,
        funds_account,
        raised: deposit,
        target_address,
        call: call === undefined ? undefined : bound(ctx, call),
        finalized: false,
        contributors_count: 1,
      })
      transfer(ctx, creator, funds_account, deposit, 'Expendable')
      Contributions.set(ctx, crowdloan_id, creator, deposit)
      ctx.deposit(events, { type: 'Created', value: { crowdloan_id, creator, end, cap } })
    },
  },
)

function takeId(ctx: Context): number {
  const id = NextCrowdloanId.get(ctx)
  ensure(id < MAX_ID, errors.Overflow)
  NextCrowdloanId.set(ctx, id + 1)
  return id
}
