import { AccountId32, u32 } from '@plexus/primitives'
import type { AccountId, Rao } from '@plexus/primitives'
import { call } from '../../../frame/call.ts'
import type { Context } from '../../../frame/context.ts'
import { ensure, fail } from '../../../frame/error.ts'
import { ensureRoot, ensureSigned } from '../../../frame/origin.ts'
import { errors } from '../errors.ts'
import { safeMode } from '../id.ts'
import { Deposits, EnteredUntil } from '../storage.ts'
import { safeModeWeights } from '../weights.ts'

/**
 * Deposits come from `enter` and `extend`, which this chain does not offer: there is none to
 * release or slash. The calls exist on the wire and answer as the reference does.
 */
const args = { account: AccountId32, block: u32 }

/** Burns a deposit (Root). */
export const forceSlashDeposit = call(safeMode, args, {
  index: 5,
  name: 'force_slash_deposit',
  weight: safeModeWeights.forceSlashDeposit,
  run(ctx, origin, { account, block }) {
    ensureRoot(origin)
    depositOf(ctx, account, block)
    fail(errors.CurrencyError)
  },
})

/** Gives a deposit back (anyone, after a delay): not offered here. */
export const releaseDeposit = call(safeMode, args, {
  index: 6,
  name: 'release_deposit',
  weight: safeModeWeights.releaseDeposit,
  run(ctx, origin, { account, block }) {
    ensureSigned(origin)
    depositOf(ctx, account, block)
    ensure(!EnteredUntil.has(ctx), errors.Entered)
    fail(errors.NotConfigured)
  },
})

/** Gives a deposit back at any time (Root). */
export const forceReleaseDeposit = call(safeMode, args, {
  index: 7,
  name: 'force_release_deposit',
  weight: safeModeWeights.forceReleaseDeposit,
  run(ctx, origin, { account, block }) {
    ensureRoot(origin)
    depositOf(ctx, account, block)
    fail(errors.CurrencyError)
  },
})

function depositOf(ctx: Context, account: AccountId, block: number): Rao {
  const amount = Deposits.get(ctx, account, block)
  ensure(amount !== undefined, errors.NoDeposit)
  return amount
}
