import { AccountId32, vec } from '@plexus/primitives'
import { call } from '../../../frame/call.ts'
import { ensureSigned } from '../../../frame/origin.ts'
import { ensureUpgraded } from '../account.ts'
import { balances } from '../id.ts'
import { balancesWeights } from '../weights.ts'

/** Puts accounts under the current rules; free when nine of ten of them needed it. */
export const upgradeAccounts = call(
  balances,
  { who: vec(AccountId32) },
  {
    index: 6,
    name: 'upgrade_accounts',
    weight: ({ who }) => balancesWeights.upgradeAccounts(BigInt(who.length)),
    run(ctx, origin, { who }) {
      ensureSigned(origin)
      if (who.length === 0) return { paysFee: true }
      let upgraded = 0
      for (const account of who) if (ensureUpgraded(ctx, account)) upgraded += 1
      return { paysFee: upgraded * 10 < who.length * 9 }
    },
  },
)
