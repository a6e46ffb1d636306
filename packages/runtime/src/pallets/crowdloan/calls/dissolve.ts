import { compact, u32 } from '@plexus/primitives'
import { call } from '../../../frame/call.ts'
import { ensure } from '../../../frame/error.ts'
import { transfer } from '../../balances/index.ts'
import { drop } from '../../preimage/index.ts'
import { canDecProvider, decProviders } from '../../system/accounts.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'
import { openCrowdloanOf } from '../find.ts'
import { crowdloan } from '../id.ts'
import { Contributions, Crowdloans, MaxContributions } from '../storage.ts'
import { weights } from '../weights.ts'

/** Ends a crowdloan that only its creator has given to, and gives that back. */
export const dissolve = call(
  crowdloan,
  { crowdloan_id: compact(u32) },
  {
    index: 5,
    name: 'dissolve',
    weight: weights.dissolve,
    run(ctx, origin, { crowdloan_id }) {
      const loan = openCrowdloanOf(ctx, origin, crowdloan_id)
      const { creator, funds_account: funds } = loan
      const given = Contributions.get(ctx, crowdloan_id, creator)
      ensure(given !== undefined, errors.NoContribution)
      ensure(given === loan.raised, errors.NotReadyToDissolve)
      transfer(ctx, funds, creator, given, 'Expendable')
      Contributions.remove(ctx, crowdloan_id, creator)
      if (loan.call !== undefined) drop(ctx, loan.call)
      if (canDecProvider(ctx, funds)) decProviders(ctx, funds)
      Crowdloans.remove(ctx, crowdloan_id)
      MaxContributions.remove(ctx, crowdloan_id)
      ctx.deposit(events, { type: 'Dissolved', value: { crowdloan_id } })
    },
  },
)
