import { compact, equalBytes, u32 } from '@plexus/primitives'
import { call } from '../../../frame/call.ts'
import { ensure } from '../../../frame/error.ts'
import { transfer } from '../../balances/index.ts'
import { REFUND_LIMIT } from '../constants.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'
import { openCrowdloanOf } from '../find.ts'
import { crowdloan } from '../id.ts'
import { Contributions, Crowdloans } from '../storage.ts'
import { weights } from '../weights.ts'

/** Gives contributions back, in the order of the accounts, so many at a time; not the creator's. */
export const refund = call(
  crowdloan,
  { crowdloan_id: compact(u32) },
  {
    index: 4,
    name: 'refund',
    weight: weights.refund(REFUND_LIMIT),
    run(ctx, origin, { crowdloan_id }) {
      const loan = openCrowdloanOf(ctx, origin, crowdloan_id)
      const others = [...Contributions.entries(ctx, crowdloan_id)].filter(
        ([[, contributor]]) => !equalBytes(contributor, loan.creator),
      )
      const refunded = others.slice(0, REFUND_LIMIT)
      let { raised } = loan
      for (const [[, contributor], amount] of refunded) {
        transfer(ctx, loan.funds_account, contributor, amount, 'Expendable')
        raised = raised > amount ? raised - amount : 0n
      }
      const count = refunded.length
      ensure(loan.contributors_count >= count, errors.Underflow)
      const contributors_count = loan.contributors_count - count
      Crowdloans.set(ctx, crowdloan_id, { ...loan, raised, contributors_count })
      for (const [[, contributor]] of refunded) {
        Contributions.remove(ctx, crowdloan_id, contributor)
      }
      if (count < others.length) {
        ctx.deposit(events, { type: 'PartiallyRefunded', value: { crowdloan_id } })
        return {}
      }
      ctx.deposit(events, { type: 'AllRefunded', value: { crowdloan_id } })
      return { actualWeight: weights.refund(count) }
    },
  },
)
