import { AccountId32, u32 } from '@plexus/primitives'
import type { AccountId } from '@plexus/primitives'
import { call } from '../../../frame/call.ts'
import type { Context } from '../../../frame/context.ts'
import { DispatchFailure } from '../../../frame/dispatch-error.ts'
import { ensure, fail } from '../../../frame/error.ts'
import { ensureRoot, ensureSigned } from '../../../frame/origin.ts'
import { dropCredit, release, slashHeld } from '../../balances/index.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'
import { safeMode } from '../id.ts'
import { Deposits, EnteredUntil } from '../storage.ts'
import { safeModeWeights } from '../weights.ts'

// Deposits come from `enter` and `extend`, which this chain does not offer: there are none unless
// Root writes some to the state.

const args = { account: AccountId32, block: u32 }
const REASON = { type: 'SafeMode', value: 'EnterOrExtend' } as const

/** Burns a deposit (Root). */
export const forceSlashDeposit = call(safeMode, args, {
  index: 5,
  name: 'force_slash_deposit',
  weight: safeModeWeights.forceSlashDeposit,
  run(ctx, origin, { account, block }) {
    ensureRoot(origin)
    const amount = takeDeposit(ctx, account, block)
    dropCredit(ctx, slashHeld(ctx, REASON, account, amount))
    ctx.deposit(events, { type: 'DepositSlashed', value: { account, amount } })
  },
})

/** Gives a deposit back (anyone, after a delay): not offered here. */
export const releaseDeposit = call(safeMode, args, {
  index: 6,
  name: 'release_deposit',
  weight: safeModeWeights.releaseDeposit,
  run(ctx, origin, { account, block }) {
    ensureSigned(origin)
    takeDeposit(ctx, account, block)
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
    const amount = releaseHeld(ctx, account, takeDeposit(ctx, account, block))
    ctx.deposit(events, { type: 'DepositReleased', value: { account, amount } })
  },
})

function takeDeposit(ctx: Context, account: AccountId, block: number): bigint {
  const amount = Deposits.get(ctx, account, block)
  ensure(amount !== undefined, errors.NoDeposit)
  Deposits.remove(ctx, account, block)
  return amount
}

function releaseHeld(ctx: Context, account: AccountId, amount: bigint): bigint {
  try {
    return release(ctx, REASON, account, amount, 'BestEffort')
  } catch (error) {
    if (!(error instanceof DispatchFailure)) throw error
    return fail(errors.CurrencyError)
  }
}
