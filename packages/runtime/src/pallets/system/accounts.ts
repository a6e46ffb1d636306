import type { AccountId } from '@plexus/primitives'
import type { Context } from '../../frame/context.ts'
import { failWith } from '../../frame/dispatch-error.ts'
import type { AccountData } from './account-info.ts'
import { events } from './events.ts'
import { Account } from './storage.ts'

/** How many reasons may keep an account alive that itself needs a provider. */
const MAX_CONSUMERS = 16

/**
 * Reference counts of accounts: providers (a balance) and sufficients let an account exist;
 * consumers (a lock, a stake) need a provider. An account without either is removed.
 */

/** Adds a provider; a new account starts to exist. */
export function incProviders(ctx: Context, who: AccountId): 'created' | 'existed' {
  const info = Account.get(ctx, who)
  const created = info.providers === 0 && info.sufficients === 0
  Account.set(ctx, who, { ...info, providers: info.providers + 1 })
  if (created) ctx.deposit(events, { type: 'NewAccount', value: { account: who } })
  return created ? 'created' : 'existed'
}

/** Removes a provider. @throws DispatchFailure ConsumerRemaining when it was the last one needed. */
export function decProviders(ctx: Context, who: AccountId): 'reaped' | 'exists' {
  if (!Account.has(ctx, who)) return 'reaped'
  const info = Account.get(ctx, who)
  // An account without providers is treated as having one (reference: logged, not fatal).
  const providers = info.providers === 0 ? 1 : info.providers
  if (providers > 1) {
    Account.set(ctx, who, { ...info, providers: providers - 1 })
    return 'exists'
  }
  if (info.consumers > 0) return failWith({ type: 'ConsumerRemaining' })
  if (info.sufficients > 0) {
    Account.set(ctx, who, { ...info, providers: 0 })
    return 'exists'
  }
  reap(ctx, who)
  return 'reaped'
}

/** Adds a self-sufficient reason to exist. */
export function incSufficients(ctx: Context, who: AccountId): 'created' | 'existed' {
  const info = Account.get(ctx, who)
  const created = info.providers === 0 && info.sufficients === 0
  Account.set(ctx, who, { ...info, sufficients: info.sufficients + 1 })
  if (created) ctx.deposit(events, { type: 'NewAccount', value: { account: who } })
  return created ? 'created' : 'existed'
}

/** Removes a self-sufficient reason; the last of all removes the account. */
export function decSufficients(ctx: Context, who: AccountId): 'reaped' | 'exists' {
  if (!Account.has(ctx, who)) return 'reaped'
  const info = Account.get(ctx, who)
  if (info.sufficients <= 1 && info.providers === 0) {
    reap(ctx, who)
    return 'reaped'
  }
  Account.set(ctx, who, { ...info, sufficients: info.sufficients === 0 ? 0 : info.sufficients - 1 })
  return 'exists'
}

/** Adds a consumer. @throws DispatchFailure NoProviders, TooManyConsumers */
export function incConsumers(ctx: Context, who: AccountId): void {
  const info = Account.get(ctx, who)
  if (info.providers === 0) failWith({ type: 'NoProviders' })
  if (info.consumers >= MAX_CONSUMERS) failWith({ type: 'TooManyConsumers' })
  Account.set(ctx, who, { ...info, consumers: info.consumers + 1 })
}

/** As `incConsumers` without the upper limit. @throws DispatchFailure NoProviders */
export function incConsumersWithoutLimit(ctx: Context, who: AccountId): void {
  const info = Account.get(ctx, who)
  if (info.providers === 0) failWith({ type: 'NoProviders' })
  Account.set(ctx, who, { ...info, consumers: info.consumers + 1 })
}

/**
 * Removes a consumer; removing one too many is ignored. The record is written all the same, also
 * for an account that has none, as the reference does.
 */
export function decConsumers(ctx: Context, who: AccountId): void {
  const info = Account.get(ctx, who)
  Account.set(ctx, who, { ...info, consumers: info.consumers === 0 ? 0 : info.consumers - 1 })
}

/** Whether nothing depends on the account, so that it may lose its last provider. */
export function canDecProvider(ctx: Context, who: AccountId): boolean {
  const info = Account.get(ctx, who)
  return info.consumers === 0 || info.providers > 1
}

/** The balances of an account. */
export function accountData(ctx: Context, who: AccountId): AccountData {
  return Account.get(ctx, who).data
}

/**
 * Writes balances without touching reference counts. An account that has no reason to exist
 * leaves no record behind, not even its nonce.
 */
export function setAccountData(ctx: Context, who: AccountId, data: AccountData): void {
  const info = Account.get(ctx, who)
  if (info.providers > 0 || info.sufficients > 0) Account.set(ctx, who, { ...info, data })
  else Account.remove(ctx, who)
}

function reap(ctx: Context, who: AccountId): void {
  Account.remove(ctx, who)
  ctx.deposit(events, { type: 'KilledAccount', value: { account: who } })
}
