import type { AccountId } from '@plexus/primitives'
import type { Context } from '../../frame/context.ts'
import { failArithmetic, failToken } from '../../frame/dispatch-error.ts'
import { accountData, canDecProvider } from '../system/accounts.ts'
import { Account } from '../system/storage.ts'
import { EXISTENTIAL_DEPOSIT, MAX_BALANCE } from './config.ts'
import { TotalIssuance } from './storage.ts'
import type { Fortitude, Preservation } from './types.ts'

/** Free balance of an account in rao, frozen or not. */
export const freeBalance = (ctx: Context, who: AccountId): bigint => accountData(ctx, who).free

/** Reserved and held balance of an account in rao. */
export const reservedBalance = (ctx: Context, who: AccountId): bigint =>
  accountData(ctx, who).reserved

/** Free and reserved balance of an account in rao. */
export function totalBalance(ctx: Context, who: AccountId): bigint {
  const { free, reserved } = accountData(ctx, who)
  return capped(free + reserved)
}

/** How much of the free balance may go, in rao. */
export function reducibleBalance(
  ctx: Context,
  who: AccountId,
  preservation: Preservation,
  fortitude: Fortitude,
): bigint {
  const { free, reserved, frozen } = accountData(ctx, who)
  // What is frozen is frozen of the total, so that reserved balance counts towards it.
  let untouchable = fortitude === 'Polite' ? minus(frozen, reserved) : 0n
  if (needsDeposit(ctx, who, free, preservation) && untouchable < EXISTENTIAL_DEPOSIT) {
    untouchable = EXISTENTIAL_DEPOSIT
  }
  return minus(free, untouchable)
}

function needsDeposit(
  ctx: Context,
  who: AccountId,
  free: bigint,
  preservation: Preservation,
): boolean {
  switch (preservation) {
    case 'Preserve':
      return true
    case 'Protect':
      return free > 0n && Account.get(ctx, who).providers === 1
    case 'Expendable':
      return free > 0n && !canDecProvider(ctx, who)
  }
}

/** What taking an amount out of the free balance would mean. */
export type WithdrawConsequence =
  | 'Success'
  | 'ReducedToZero'
  | 'BalanceLow'
  | 'WouldDie'
  | 'Underflow'
  | 'Frozen'

/** What taking `amount` rao out of the free balance would mean. */
export function canWithdraw(ctx: Context, who: AccountId, amount: bigint): WithdrawConsequence {
  if (amount === 0n) return 'Success'
  if (TotalIssuance.get(ctx) < amount) return 'Underflow'
  const { free, reserved, frozen } = accountData(ctx, who)
  if (free < amount) return 'BalanceLow'
  if (amount > reducibleBalance(ctx, who, 'Expendable', 'Polite')) return 'Frozen'
  const left = free - amount
  const dies = left < EXISTENTIAL_DEPOSIT
  if (dies && !canDecProvider(ctx, who)) return 'WouldDie'
  if (left + reserved < frozen) return 'Frozen'
  return dies ? 'ReducedToZero' : 'Success'
}

/** @throws DispatchFailure naming why `amount` rao cannot go. */
export function ensureCanWithdraw(
  ctx: Context,
  who: AccountId,
  amount: bigint,
  preservation: Preservation,
): void {
  switch (canWithdraw(ctx, who, amount)) {
    case 'Success':
      return
    case 'ReducedToZero':
      if (preservation !== 'Expendable') failToken('NotExpendable')
      return
    case 'BalanceLow':
      return failToken('FundsUnavailable')
    case 'WouldDie':
      return failToken('OnlyProvider')
    case 'Underflow':
      return failArithmetic('Underflow')
    case 'Frozen':
      return failToken('Frozen')
  }
}

/** Whether an account can take an amount. */
export type DepositConsequence = 'Success' | 'BelowMinimum' | 'Overflow'

/** Whether an account can take `amount` rao that exist already. */
export function canDeposit(ctx: Context, who: AccountId, amount: bigint): DepositConsequence {
  if (amount === 0n) return 'Success'
  const { free, reserved } = accountData(ctx, who)
  const next = free + amount
  if (next > MAX_BALANCE) return 'Overflow'
  if (next < EXISTENTIAL_DEPOSIT) return 'BelowMinimum'
  return next + reserved > MAX_BALANCE ? 'Overflow' : 'Success'
}

/** @throws DispatchFailure BelowMinimum, Overflow */
export function ensureCanDeposit(ctx: Context, who: AccountId, amount: bigint): void {
  const consequence = canDeposit(ctx, who, amount)
  if (consequence === 'BelowMinimum') failToken('BelowMinimum')
  if (consequence === 'Overflow') failArithmetic('Overflow')
}

/** Difference, at least 0. */
export const minus = (a: bigint, b: bigint): bigint => (a > b ? a - b : 0n)

/** The lesser amount. */
export const lesser = (a: bigint, b: bigint): bigint => (a < b ? a : b)

/** An amount, at most what a balance can be. */
export const capped = (amount: bigint): bigint => lesser(amount, MAX_BALANCE)
