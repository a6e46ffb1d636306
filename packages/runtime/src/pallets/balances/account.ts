import type { AccountId } from '@plexus/primitives'
import type { Context } from '../../frame/context.ts'
import { DispatchFailure } from '../../frame/dispatch-error.ts'
import { EMPTY_DATA, NEW_LOGIC_FLAG } from '../system/account-info.ts'
import type { AccountData } from '../system/account-info.ts'
import {
  accountData,
  decConsumers,
  decProviders,
  incConsumers,
  incConsumersWithoutLimit,
  incProviders,
  setAccountData,
} from '../system/accounts.ts'
import { Account } from '../system/storage.ts'
import { EXISTENTIAL_DEPOSIT } from './config.ts'
import { events } from './events.ts'
import { TotalIssuance } from './storage.ts'

/**
 * Changes the balances of an account by the laws of existence: the existential deposit is a
 * provider, anything reserved or frozen a consumer; what is left below the deposit is dust.
 * The issuance is the caller's business, and so is the dust.
 *
 * @param change gives the new balances; `isNew` when the account had none at all
 * @returns the dust in rao, to be given to `burnDust` once nested changes are done
 * @throws DispatchFailure what `change` throws, ConsumerRemaining, NoProviders, TooManyConsumers
 */
export function changeAccount(
  ctx: Context,
  who: AccountId,
  change: (data: AccountData, isNew: boolean) => AccountData,
): bigint {
  const stored = accountData(ctx, who)
  const before = isUpgraded(stored) ? stored : upgrade(ctx, who, stored)
  const isNew = isDefault(before)
  const after = change(before, isNew)
  moveReferences(ctx, who, before, after)
  const isDust = after.free < EXISTENTIAL_DEPOSIT && after.reserved === 0n
  setAccountData(ctx, who, isDust ? EMPTY_DATA : after)
  if (isNew) {
    const value = { account: who, free_balance: after.free }
    ctx.deposit(events, { type: 'Endowed', value })
  }
  if (!isDust || after.free === 0n) return 0n
  ctx.deposit(events, { type: 'DustLost', value: { account: who, amount: after.free } })
  return after.free
}

/** As `changeAccount`; dust leaves the issuance. */
export function changeAccountBurningDust(
  ctx: Context,
  who: AccountId,
  change: (data: AccountData, isNew: boolean) => AccountData,
): void {
  burnDust(ctx, changeAccount(ctx, who, change))
}

/** Takes dust out of the issuance. @param dust in rao, ≥ 0 */
export function burnDust(ctx: Context, dust: bigint): void {
  if (dust > 0n) TotalIssuance.update(ctx, (total) => (total > dust ? total - dust : 0n))
}

/** Puts an account under the current rules on frozen balance; whether it was not before. */
export function ensureUpgraded(ctx: Context, who: AccountId): boolean {
  const data = accountData(ctx, who)
  if (isUpgraded(data)) return false
  upgrade(ctx, who, data)
  return true
}

const isUpgraded = ({ flags }: AccountData): boolean => (flags & NEW_LOGIC_FLAG) !== 0n

function upgrade(ctx: Context, who: AccountId, data: AccountData): AccountData {
  let { free } = data
  if (data.reserved > 0n && data.frozen === 0n) {
    if (Account.get(ctx, who).providers === 0) {
      if (free < EXISTENTIAL_DEPOSIT) free = EXISTENTIAL_DEPOSIT
      incProviders(ctx, who)
    }
    incConsumersWithoutLimit(ctx, who)
  }
  setAccountData(ctx, who, { ...data, free, flags: data.flags | NEW_LOGIC_FLAG })
  ctx.deposit(events, { type: 'Upgraded', value: { who } })
  return accountData(ctx, who)
}

const isDefault = ({ free, reserved, frozen, flags }: AccountData): boolean =>
  free === 0n && reserved === 0n && frozen === 0n && flags === EMPTY_DATA.flags

const provides = ({ free }: AccountData): boolean => free >= EXISTENTIAL_DEPOSIT
const consumes = ({ reserved, frozen }: AccountData): boolean => reserved > 0n || frozen > 0n

function moveReferences(
  ctx: Context,
  who: AccountId,
  before: AccountData,
  after: AccountData,
): void {
  const stopsConsuming = consumes(before) && !consumes(after)
  const startsConsuming = !consumes(before) && consumes(after)
  if (!provides(before) && provides(after)) incProviders(ctx, who)
  if (stopsConsuming) decConsumers(ctx, who)
  if (startsConsuming) incConsumers(ctx, who)
  if (consumes(after) && Account.get(ctx, who).consumers === 0) incConsumers(ctx, who)
  if (!provides(before) || provides(after)) return
  try {
    // May end the account, so it goes last.
    decProviders(ctx, who)
  } catch (error) {
    // Some callers go on after a failure: the reference counts must be as before.
    if (error instanceof DispatchFailure) {
      if (stopsConsuming) incConsumers(ctx, who)
      if (startsConsuming) decConsumers(ctx, who)
    }
    throw error
  }
}
