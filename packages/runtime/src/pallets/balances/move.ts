import type { AccountId } from '@plexus/primitives'
import type { Context } from '../../frame/context.ts'
import { failArithmetic, failToken } from '../../frame/dispatch-error.ts'
import { changeAccountBurningDust } from './account.ts'
import { EXISTENTIAL_DEPOSIT, MAX_BALANCE } from './config.ts'
import { capped, freeBalance, lesser, reducibleBalance } from './inspect.ts'
import type { Fortitude, Precision, Preservation } from './types.ts'

/**
 * Takes an amount out of the free balance and leaves the issuance to the caller. Dust that remains
 * is burned on top.
 *
 * @param amount in rao
 * @returns rao taken: `amount`, or less where the best effort is enough
 * @throws DispatchFailure FundsUnavailable
 */
export function decreaseBalance(
  ctx: Context,
  who: AccountId,
  amount: bigint,
  precision: Precision,
  preservation: Preservation,
  fortitude: Fortitude,
): bigint {
  const before = freeBalance(ctx, who)
  const reducible = reducibleBalance(ctx, who, preservation, fortitude)
  if (precision === 'Exact' && reducible < amount) failToken('FundsUnavailable')
  const taken = lesser(amount, reducible)
  writeFree(ctx, who, before - taken)
  return taken
}

/**
 * Adds an amount to the free balance and leaves the issuance to the caller.
 *
 * @param amount in rao
 * @returns rao added: `amount`, or less (often nothing) where the best effort is enough
 * @throws DispatchFailure Overflow, BelowMinimum
 */
export function increaseBalance(
  ctx: Context,
  who: AccountId,
  amount: bigint,
  precision: Precision,
): bigint {
  const before = freeBalance(ctx, who)
  if (precision === 'Exact' && before + amount > MAX_BALANCE) failArithmetic('Overflow')
  const after = capped(before + amount)
  if (after < EXISTENTIAL_DEPOSIT) {
    return precision === 'BestEffort' ? 0n : failToken('BelowMinimum')
  }
  if (after !== before) writeFree(ctx, who, after)
  return after - before
}

/** Callers have seen to it that no more goes than may go. */
function writeFree(ctx: Context, who: AccountId, free: bigint): void {
  changeAccountBurningDust(ctx, who, (data) => ({ ...data, free }))
}
