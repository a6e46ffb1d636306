import type { AccountId, Brand } from '@plexus/primitives'
import type { Context } from '../../frame/context.ts'
import { attempt } from './attempt.ts'
import { MAX_BALANCE } from './config.ts'
import { events } from './events.ts'
import { lesser, minus } from './inspect.ts'
import { decreaseBalance, increaseBalance } from './move.ts'
import { TotalIssuance } from './storage.ts'
import type { Fortitude, Precision, Preservation } from './types.ts'

/**
 * Rao that are part of the issuance and in no account. A credit must end in `resolve` or in
 * `dropCredit`, or the books do not balance.
 */
export type Credit = Brand<bigint, 'Credit'>

export const NO_CREDIT = 0n as Credit

/** How `withdraw` takes. */
export interface WithdrawRules {
  readonly precision: Precision
  readonly preservation: Preservation
  readonly fortitude: Fortitude
}

/** Creates rao; event Issued. @param amount in rao @returns less at the limit of the issuance */
export function issue(ctx: Context, amount: bigint): Credit {
  const total = TotalIssuance.get(ctx)
  const issued = lesser(amount, MAX_BALANCE - total)
  TotalIssuance.set(ctx, total + issued)
  if (issued > 0n) ctx.deposit(events, { type: 'Issued', value: { amount: issued } })
  return issued as Credit
}

/**
 * Takes rao out of an account; event Withdraw.
 *
 * @param amount in rao
 * @throws DispatchFailure FundsUnavailable
 */
export function withdraw(
  ctx: Context,
  who: AccountId,
  amount: bigint,
  { precision, preservation, fortitude }: WithdrawRules,
): Credit {
  const taken = decreaseBalance(ctx, who, amount, precision, preservation, fortitude)
  ctx.deposit(events, { type: 'Withdraw', value: { who, amount: taken } })
  return taken as Credit
}

/**
 * Pays a credit to an account; event Deposit, of a zero credit too.
 *
 * @returns what could not be paid: nothing, or all of it (an account that does not exist takes no
 *   less than the existential deposit)
 */
export function resolve(ctx: Context, who: AccountId, credit: Credit): Credit {
  const paid = attempt(() => deposit(ctx, who, credit, 'Exact'))
  return paid === undefined ? credit : NO_CREDIT
}

/**
 * Pays as much of an amount as the account takes, out of a credit; event Deposit, of zero too.
 *
 * @param amount in rao, at most the credit
 * @returns what is left of the credit
 */
export function payBack(ctx: Context, who: AccountId, credit: Credit, amount: bigint): Credit {
  const paid = attempt(() => deposit(ctx, who, amount, 'BestEffort')) ?? 0n
  return (credit - paid) as Credit
}

/** Divides a credit: at most `amount` rao, and the rest. */
export function splitCredit(credit: Credit, amount: bigint): readonly [Credit, Credit] {
  const first = lesser(credit, amount)
  return [first as Credit, (credit - first) as Credit]
}

/** Destroys a credit: the issuance falls. There is no event. */
export function dropCredit(ctx: Context, credit: Credit): void {
  if (credit > 0n) TotalIssuance.update(ctx, (total) => minus(total, credit))
}

function deposit(ctx: Context, who: AccountId, amount: bigint, precision: Precision): bigint {
  const added = increaseBalance(ctx, who, amount, precision)
  ctx.deposit(events, { type: 'Deposit', value: { who, amount: added } })
  return added
}
