import { compact, option, u32, u64 } from '@plexus/primitives'
import { call } from '../../../frame/call.ts'
import { ensure } from '../../../frame/error.ts'
import { ABSOLUTE_MINIMUM_CONTRIBUTION } from '../constants.ts'
import { ensureValidEnd } from '../duration.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'
import { openCrowdloanOf } from '../find.ts'
import { crowdloan } from '../id.ts'
import { Contributions, Crowdloans, MaxContributions } from '../storage.ts'
import { weights } from '../weights.ts'

// What the creator may change until the crowdloan is finalised.

const id = { crowdloan_id: compact(u32) } as const

/** Sets the least that is taken of a contributor at a time, in rao. */
export const updateMinContribution = call(
  crowdloan,
  { ...id, new_min_contribution: compact(u64) },
  {
    index: 6,
    name: 'update_min_contribution',
    weight: weights.updateMinContribution,
    run(ctx, origin, { crowdloan_id, new_min_contribution: least }) {
      const loan = openCrowdloanOf(ctx, origin, crowdloan_id)
      ensure(least >= ABSOLUTE_MINIMUM_CONTRIBUTION, errors.MinimumContributionTooLow)
      const most = MaxContributions.get(ctx, crowdloan_id)
      ensure(most === undefined || least <= most, errors.MinimumContributionTooHigh)
      Crowdloans.set(ctx, crowdloan_id, { ...loan, min_contribution: least })
      const value = { crowdloan_id, new_min_contribution: least }
      ctx.deposit(events, { type: 'MinContributionUpdated', value })
    },
  },
)

/** Sets the block from which on nothing more is taken. */
export const updateEnd = call(
  crowdloan,
  { ...id, new_end: compact(u32) },
  {
    index: 7,
    name: 'update_end',
    weight: weights.updateEnd,
    run(ctx, origin, { crowdloan_id, new_end }) {
      const loan = openCrowdloanOf(ctx, origin, crowdloan_id)
      ensureValidEnd(ctx, new_end)
      Crowdloans.set(ctx, crowdloan_id, { ...loan, end: new_end })
      ctx.deposit(events, { type: 'EndUpdated', value: { crowdloan_id, new_end } })
    },
  },
)

/** Sets how much is to be raised, in rao; what is there already may be enough. */
export const updateCap = call(
  crowdloan,
  { ...id, new_cap: compact(u64) },
  {
    index: 8,
    name: 'update_cap',
    weight: weights.updateCap,
    run(ctx, origin, { crowdloan_id, new_cap }) {
      const loan = openCrowdloanOf(ctx, origin, crowdloan_id)
      ensure(new_cap >= loan.raised, errors.CapTooLow)
      Crowdloans.set(ctx, crowdloan_id, { ...loan, cap: new_cap })
      ctx.deposit(events, { type: 'CapUpdated', value: { crowdloan_id, new_cap } })
    },
  },
)

/** Sets the most that one account may give in all, in rao, or that there is no such limit. */
export const setMaxContribution = call(
  crowdloan,
  { ...id, new_max_contribution: option(u64) },
  {
    index: 9,
    name: 'set_max_contribution',
    weight: weights.setMaxContribution,
    run(ctx, origin, { crowdloan_id, new_max_contribution: most }) {
      const loan = openCrowdloanOf(ctx, origin, crowdloan_id)
      if (most === undefined) {
        MaxContributions.remove(ctx, crowdloan_id)
      } else {
        const given = Contributions.get(ctx, crowdloan_id, loan.creator) ?? 0n
        ensure(most >= loan.min_contribution && most >= given, errors.MaximumContributionTooLow)
        MaxContributions.set(ctx, crowdloan_id, most)
      }
      const value = { crowdloan_id, new_max_contribution: most }
      ctx.deposit(events, { type: 'MaxContributionUpdated', value })
    },
  },
)
