import type { AccountId } from '@plexus/primitives'
import type { Context } from '../../frame/context.ts'
import { failArithmetic, failToken } from '../../frame/dispatch-error.ts'
import { ensure } from '../../frame/error.ts'
import { accountData } from '../system/accounts.ts'
import { Account } from '../system/storage.ts'
import { changeAccount } from './account.ts'
import { attempt } from './attempt.ts'
import { MAX_BALANCE } from './config.ts'
import type { Credit } from './credit.ts'
import { errors } from './errors.ts'
import { HOLD_REASONS, isSameReason } from './hold-reason.ts'
import type { RuntimeHoldReason } from './hold-reason.ts'
import { canDeposit, lesser, minus, reducibleBalance } from './inspect.ts'
import { decreaseBalance, increaseBalance } from './move.ts'
import { Holds } from './storage.ts'
import type { Fortitude, Precision } from './types.ts'

/** Rao that the account holds for a reason. */
export function balanceOnHold(ctx: Context, reason: RuntimeHoldReason, who: AccountId): bigint {
  return Holds.get(ctx, who).find(({ id }) => isSameReason(id, reason))?.amount ?? 0n
}

/**
 * Puts free balance on hold, on top of what is held for the reason; no event. The account must
 * stay alive; locks do not hinder.
 *
 * @param amount in rao
 * @throws DispatchFailure FundsUnavailable, CannotCreateHold
 */
export function hold(
  ctx: Context,
  reason: RuntimeHoldReason,
  who: AccountId,
  amount: bigint,
): void {
  if (amount > reducibleBalance(ctx, who, 'Protect', 'Force')) failToken('FundsUnavailable')
  if (!isHoldAvailable(ctx, reason, who)) failToken('CannotCreateHold')
  decreaseBalance(ctx, who, amount, 'Exact', 'Protect', 'Force')
  if (amount > 0n) setOnHold(ctx, reason, who, balanceOnHold(ctx, reason, who) + amount)
}

/**
 * Frees balance that is on hold; no event.
 *
 * @param amount in rao
 * @returns rao freed
 * @throws DispatchFailure CannotCreate, FundsUnavailable
 */
export function release(
  ctx: Context,
  reason: RuntimeHoldReason,
  who: AccountId,
  amount: bigint,
  precision: Precision,
): bigint {
  if (canDeposit(ctx, who, amount) !== 'Success') failToken('CannotCreate')
  const taken = decreaseOnHold(ctx, reason, who, amount, precision)
  return increaseBalance(ctx, who, taken, 'BestEffort')
}

/** How `transferOnHold` moves. */
export interface HoldTransferRules {
  readonly precision: Precision
  /** Whether the balance arrives free or on hold for the same reason. */
  readonly mode: 'Free' | 'OnHold'
  readonly fortitude: Fortitude
}

/**
 * Moves balance on hold to another account; no event.
 *
 * @param amount in rao
 * @returns rao moved
 * @throws DispatchFailure Frozen, FundsUnavailable, CannotCreate, CannotCreateHold
 */
export function transferOnHold(
  ctx: Context,
  reason: RuntimeHoldReason,
  from: AccountId,
  to: AccountId,
  amount: bigint,
  { precision, mode, fortitude }: HoldTransferRules,
): bigint {
  const held = balanceOnHold(ctx, reason, from)
  const liquid = reducibleOnHold(ctx, from, fortitude)
  const wanted = precision === 'BestEffort' ? lesser(amount, lesser(liquid, held)) : amount
  if (wanted > liquid) failToken('Frozen')
  if (wanted > held) failToken('FundsUnavailable')
  if (canDeposit(ctx, to, wanted) !== 'Success') failToken('CannotCreate')
  if (mode === 'OnHold' && !isHoldAvailable(ctx, reason, to)) failToken('CannotCreateHold')
  const taken = decreaseOnHold(ctx, reason, from, wanted, precision)
  if (mode === 'Free') return increaseBalance(ctx, to, taken, precision)
  if (taken > 0n) setOnHold(ctx, reason, to, balanceOnHold(ctx, reason, to) + taken)
  return taken
}

/**
 * Takes balance on hold away, as much as there is; no event.
 *
 * @param amount in rao
 * @returns the credit of what was taken
 */
export function slashHeld(
  ctx: Context,
  reason: RuntimeHoldReason,
  who: AccountId,
  amount: bigint,
): Credit {
  const taken = attempt(() => decreaseOnHold(ctx, reason, who, amount, 'BestEffort'))
  return (taken ?? 0n) as Credit
}

function reducibleOnHold(ctx: Context, who: AccountId, fortitude: Fortitude): bigint {
  const { free, reserved, frozen } = accountData(ctx, who)
  return fortitude === 'Force' ? reserved : minus(reserved, minus(frozen, free))
}

function isHoldAvailable(ctx: Context, reason: RuntimeHoldReason, who: AccountId): boolean {
  if (Account.get(ctx, who).providers === 0) return false
  const holds = Holds.get(ctx, who)
  return holds.length < HOLD_REASONS || holds.some(({ id }) => isSameReason(id, reason))
}

function decreaseOnHold(
  ctx: Context,
  reason: RuntimeHoldReason,
  who: AccountId,
  amount: bigint,
  precision: Precision,
): bigint {
  const held = balanceOnHold(ctx, reason, who)
  const taken = precision === 'BestEffort' ? lesser(amount, held) : amount
  if (taken > held) failToken('FundsUnavailable')
  setOnHold(ctx, reason, who, held - taken)
  return taken
}

/** Brings a hold to an amount; the free balance and the issuance are the caller's business. */
function setOnHold(ctx: Context, reason: RuntimeHoldReason, who: AccountId, amount: bigint): void {
  const before = Holds.get(ctx, who)
  const at = before.findIndex(({ id }) => isSameReason(id, reason))
  const held = before[at]?.amount ?? 0n
  const after = at < 0 ? [...before] : before.filter((_, index) => index !== at)
  if (amount > 0n) after.splice(at < 0 ? after.length : at, 0, { id: reason, amount })
  ensure(after.length <= HOLD_REASONS, errors.TooManyHolds)
  const reserved = accountData(ctx, who).reserved + amount - held
  if (reserved > MAX_BALANCE) failArithmetic('Overflow')
  if (reserved < 0n) failArithmetic('Underflow')
  changeAccount(ctx, who, (data) => ({ ...data, reserved }))
  Holds.set(ctx, who, after)
}
