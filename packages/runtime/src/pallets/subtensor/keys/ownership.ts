import { equalBytes } from '@plexus/primitives'
import type { AccountId } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { ensure } from '../../../frame/error.ts'
import { errors } from '../errors.ts'
import { OwnedHotkeys, Owner, StakingHotkeys } from '../storage/keys.ts'
import { isSubnetAccount } from '../subnets/account.ts'

/** Whether some coldkey owns the hotkey. */
export const hotkeyExists = (ctx: Context, hotkey: AccountId): boolean => Owner.has(ctx, hotkey)

/** Whether this coldkey owns the hotkey. */
export const ownsHotkey = (ctx: Context, coldkey: AccountId, hotkey: AccountId): boolean =>
  Owner.has(ctx, hotkey) && equalBytes(Owner.get(ctx, hotkey), coldkey)

/**
 * Gives a hotkey that nobody owns to a coldkey.
 *
 * @throws DispatchFailure CannotUseSystemAccount
 */
export function adoptHotkey(ctx: Context, coldkey: AccountId, hotkey: AccountId): void {
  ensure(!isSubnetAccount(hotkey), errors.CannotUseSystemAccount)
  if (hotkeyExists(ctx, hotkey)) return
  Owner.set(ctx, hotkey, coldkey)
  appendAccount(ctx, OwnedHotkeys, coldkey, hotkey)
  appendAccount(ctx, StakingHotkeys, coldkey, hotkey)
}

/**
 * Makes a coldkey the owner of a hotkey, whoever owned it; the lists of both stay as they are.
 *
 * @throws DispatchFailure CannotUseSystemAccount
 */
export function assignHotkey(ctx: Context, coldkey: AccountId, hotkey: AccountId): void {
  ensure(!isSubnetAccount(hotkey), errors.CannotUseSystemAccount)
  Owner.set(ctx, hotkey, coldkey)
}

/** Whether an account is among others. */
export const includesAccount = (accounts: readonly AccountId[], account: AccountId): boolean =>
  accounts.some((each) => equalBytes(each, account))

/** Adds an account to the end of a list unless it is there. */
export function appendAccount(
  ctx: Context,
  list: typeof OwnedHotkeys,
  of: AccountId,
  account: AccountId,
): void {
  const accounts = list.get(ctx, of)
  if (includesAccount(accounts, account)) return
  list.set(ctx, of, [...accounts, account])
}
