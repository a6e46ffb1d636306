import { equalBytes } from '@plexus/primitives'
import type { AccountId } from '@plexus/primitives'
import type { Context } from '../../frame/context.ts'
import { failArithmetic, failToken } from '../../frame/dispatch-error.ts'
import { attempt } from './attempt.ts'
import { MAX_BALANCE } from './config.ts'
import { events } from './events.ts'
import { ensureCanDeposit, ensureCanWithdraw, lesser, reducibleBalance } from './inspect.ts'
import { decreaseBalance, increaseBalance } from './move.ts'
import { TotalIssuance } from './storage.ts'
import type { Fortitude, Precision, Preservation } from './types.ts'

/**
 * Moves free balance from one account to another; event Transfer. To oneself it checks only.
 *
 * @param amount in rao
 * @throws DispatchFailure FundsUnavailable, NotExpendable, OnlyProvider, Frozen, BelowMinimum,
 *   Underflow, Overflow
 */
export function transfer(
  ctx: Context,
  from: AccountId,
  to: AccountId,
  amount: bigint,
  preservation: Preservation,
): void {
  ensureCanWithdraw(ctx, from, amount, preservation)
  ensureCanDeposit(ctx, to, amount)
  if (equalBytes(from, to)) return
  decreaseBalance(ctx, from, amount, 'BestEffort', preservation, 'Polite')
  attempt(() => increaseBalance(ctx, to, amount, 'BestEffort'))
  ctx.deposit(events, { type: 'Transfer', value: { from, to, amount } })
}

/**
 * Creates rao in an account; event Minted.
 *
 * @param amount in rao
 * @throws DispatchFailure Overflow, BelowMinimum
 */
export function mintInto(ctx: Context, who: AccountId, amount: bigint): void {
  if (TotalIssuance.get(ctx) + amount > MAX_BALANCE) failArithmetic('Overflow')
  const minted = increaseBalance(ctx, who, amount, 'Exact')
  TotalIssuance.update(ctx, (total) => total + minted)
  ctx.deposit(events, { type: 'Minted', value: { who, amount } })
}

/** How `burnFrom` burns. */
export interface BurnRules {
  readonly preservation: Preservation
  readonly precision: Precision
  readonly fortitude: Fortitude
}

/**
 * Destroys rao of an account; event Burned.
 *
 * @param amount in rao
 * @returns rao burned
 * @throws DispatchFailure FundsUnavailable, Overflow
 */
export function burnFrom(
  ctx: Context,
  who: AccountId,
  amount: bigint,
  { preservation, precision, fortitude }: BurnRules,
): bigint {
  const actual = lesser(reducibleBalance(ctx, who, preservation, fortitude), amount)
  if (actual !== amount && precision === 'Exact') failToken('FundsUnavailable')
  if (TotalIssuance.get(ctx) < actual) failArithmetic('Overflow')
  const burned = decreaseBalance(ctx, who, actual, 'BestEffort', preservation, fortitude)
  TotalIssuance.update(ctx, (total) => (total > burned ? total - burned : 0n))
  ctx.deposit(events, { type: 'Burned', value: { who, amount: burned } })
  return burned
}
