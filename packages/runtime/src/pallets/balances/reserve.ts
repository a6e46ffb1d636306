import { equalBytes } from '@plexus/primitives'
import type { AccountId } from '@plexus/primitives'
import type { Context } from '../../frame/context.ts'
import { failArithmetic } from '../../frame/dispatch-error.ts'
import { ensure } from '../../frame/error.ts'
import type { AccountData } from '../system/account-info.ts'
import { accountData } from '../system/accounts.ts'
import { burnDust, changeAccount, changeAccountBurningDust } from './account.ts'
import { attempt } from './attempt.ts'
import { EXISTENTIAL_DEPOSIT, MAX_BALANCE } from './config.ts'
import { errors } from './errors.ts'
import { events } from './events.ts'
import { capped, lesser, minus, totalBalance } from './inspect.ts'
import { bookRescinded } from './issuance.ts'
import type { BalanceStatus } from './types.ts'

/** Whether `amount` rao can be reserved and leave the existential deposit. */
export function canReserve(ctx: Context, who: AccountId, amount: bigint): boolean {
  if (amount === 0n) return true
  const { free, frozen } = accountData(ctx, who)
  const left = free - amount
  return left >= EXISTENTIAL_DEPOSIT && left >= frozen
}

/**
 * Moves free balance to the reserve of the account; event Reserved. Zero does nothing.
 *
 * @param amount in rao
 * @throws DispatchFailure InsufficientBalance, LiquidityRestrictions, ConsumerRemaining and others
 */
export function reserve(ctx: Context, who: AccountId, amount: bigint): void {
  if (amount === 0n) return
  changeAccountBurningDust(ctx, who, (data) => {
    ensure(data.free >= amount, errors.InsufficientBalance)
    const free = data.free - amount
    const reserved = plus(data.reserved, amount)
    ensure(free >= data.frozen, errors.LiquidityRestrictions)
    return { ...data, free, reserved }
  })
  ctx.deposit(events, { type: 'Reserved', value: { who, amount } })
}

/**
 * Moves reserved balance back to free, as much as there is; event Unreserved.
 *
 * @param amount in rao
 * @returns rao that were not reserved and stay so
 */
export function unreserve(ctx: Context, who: AccountId, amount: bigint): bigint {
  if (amount === 0n || totalBalance(ctx, who) === 0n) return amount
  const moved = attempt(() => {
    let actual = 0n
    changeAccountBurningDust(ctx, who, (data) => {
      actual = lesser(data.reserved, amount)
      return { ...data, reserved: data.reserved - actual, free: capped(data.free + actual) }
    })
    return actual
  })
  if (moved === undefined) return amount
  ctx.deposit(events, { type: 'Unreserved', value: { who, amount: moved } })
  return amount - moved
}

/**
 * Destroys reserved balance, as much as there is; events Slashed and Rescinded.
 *
 * @param amount in rao
 * @returns rao that could not be destroyed
 */
export function slashReserved(ctx: Context, who: AccountId, amount: bigint): bigint {
  if (amount === 0n || totalBalance(ctx, who) === 0n) return amount
  const slashed = attempt(() => {
    let actual = 0n
    changeAccountBurningDust(ctx, who, (data) => {
      actual = lesser(data.reserved, amount)
      return { ...data, reserved: data.reserved - actual }
    })
    return actual
  })
  if (slashed === undefined) return amount
  ctx.deposit(events, { type: 'Slashed', value: { who, amount: slashed } })
  bookRescinded(ctx, slashed)
  return amount - slashed
}

/**
 * Moves reserved balance, as much as may go, to the free or reserved balance of an account that
 * exists; event ReserveRepatriated.
 *
 * @param amount in rao
 * @returns rao that did not move
 * @throws DispatchFailure DeadAccount, Overflow, ConsumerRemaining and others
 */
export function repatriateReserved(
  ctx: Context,
  from: AccountId,
  to: AccountId,
  amount: bigint,
  status: BalanceStatus,
): bigint {
  if (amount === 0n) return 0n
  const { free, reserved, frozen } = accountData(ctx, from)
  const actual = lesser(amount, minus(reserved, minus(frozen, free)))
  if (equalBytes(from, to)) {
    return amount - (status === 'Free' ? actual - unreserve(ctx, from, actual) : actual)
  }
  let dustOfSender = 0n
  const dust = changeAccount(ctx, to, (data, isNew) => {
    ensure(!isNew, errors.DeadAccount)
    let next = data
    dustOfSender = changeAccount(ctx, from, (sender) => {
      next = credited(data, actual, status)
      return { ...sender, reserved: minus(sender.reserved, actual) }
    })
    return next
  })
  burnDust(ctx, dustOfSender)
  burnDust(ctx, dust)
  const value = { from, to, amount: actual, destination_status: status }
  ctx.deposit(events, { type: 'ReserveRepatriated', value })
  return amount - actual
}

function credited(data: AccountData, amount: bigint, status: BalanceStatus): AccountData {
  return status === 'Free'
    ? { ...data, free: plus(data.free, amount) }
    : { ...data, reserved: plus(data.reserved, amount) }
}

const plus = (a: bigint, b: bigint): bigint =>
  a + b > MAX_BALANCE ? failArithmetic('Overflow') : a + b
