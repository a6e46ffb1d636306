import type { AccountId } from '@plexus/primitives'
import type { Context } from '../../frame/context.ts'
import { DispatchFailure } from '../../frame/dispatch-error.ts'
import { hold, release } from '../balances/index.ts'
import { BASE_DEPOSIT, BYTE_DEPOSIT } from './limits.ts'

/** Why the balance is held: `RuntimeHoldReason::Preimage`. */
const REASON = { type: 'Preimage', value: 'Preimage' } as const

/** What is held for a preimage of `length` bytes, in rao. */
export const depositFor = (length: number): bigint => BASE_DEPOSIT + BYTE_DEPOSIT * BigInt(length)

/**
 * Holds the deposit for a preimage; gives the ticket to return it by.
 *
 * @throws DispatchFailure Token, TooManyHolds
 */
export function holdDeposit(ctx: Context, who: AccountId, length: number): bigint {
  const amount = depositFor(length)
  hold(ctx, REASON, who, amount)
  return amount
}

/** Returns a deposit, or what is left of it. A failure keeps nobody from dropping a preimage. */
export function returnDeposit(ctx: Context, who: AccountId, amount: bigint): void {
  attempt(ctx, () => release(ctx, REASON, who, amount, 'BestEffort'))
}

/** Runs in a layer; what failed is taken back and gives `undefined`. */
export function attempt<T>(ctx: Context, run: () => T): T | undefined {
  try {
    return ctx.transactional(run)
  } catch (error) {
    if (!(error instanceof DispatchFailure)) throw error
    return undefined
  }
}
