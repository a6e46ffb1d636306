import { equalBytes } from '@plexus/primitives'
import type { AccountId } from '@plexus/primitives'
import type { Context } from '../../frame/context.ts'
import { changeAccount } from './account.ts'
import { attempt } from './attempt.ts'
import { events } from './events.ts'
import { Locks } from './storage.ts'
import type { BalanceLock, Reasons } from './types.ts'

/**
 * Locks an amount of an account's total balance under a name, in place of what the name locked;
 * event Locked or Unlocked. Locks overlap: the greatest counts.
 *
 * @param id eight bytes
 * @param amount in rao; zero removes the lock
 */
export function setLock(
  ctx: Context,
  id: Uint8Array,
  who: AccountId,
  amount: bigint,
  reasons: Reasons,
): void {
  if (amount === 0n) removeLock(ctx, id, who)
  else writeLocks(ctx, who, replaced(Locks.get(ctx, who), { id, amount, reasons }))
}

/** As `setLock`, but never loosens the lock; zero does nothing. */
export function extendLock(
  ctx: Context,
  id: Uint8Array,
  who: AccountId,
  amount: bigint,
  reasons: Reasons,
): void {
  if (amount === 0n) return
  const locks = Locks.get(ctx, who)
  const before = locks.find((lock) => equalBytes(lock.id, id))
  const next: BalanceLock = {
    id,
    amount: before !== undefined && before.amount > amount ? before.amount : amount,
    reasons: before === undefined || before.reasons === reasons ? reasons : 'All',
  }
  writeLocks(ctx, who, replaced(locks, next))
}

/** Removes a lock; event Unlocked where that frees balance. */
export function removeLock(ctx: Context, id: Uint8Array, who: AccountId): void {
  const kept = Locks.get(ctx, who).filter((lock) => !equalBytes(lock.id, id))
  writeLocks(ctx, who, kept)
}

function replaced(locks: readonly BalanceLock[], next: BalanceLock): readonly BalanceLock[] {
  const isKnown = locks.some(({ id }) => equalBytes(id, next.id))
  if (!isKnown) return [...locks, next]
  return locks.map((lock) => (equalBytes(lock.id, next.id) ? next : lock))
}

function writeLocks(ctx: Context, who: AccountId, locks: readonly BalanceLock[]): void {
  let before = 0n
  let after = 0n
  for (const { amount } of locks) if (amount > after) after = amount
  // The reference locks on even where the account could not be changed.
  attempt(() =>
    changeAccount(ctx, who, (data) => {
      before = data.frozen
      return { ...data, frozen: after }
    }),
  )
  if (locks.length === 0) Locks.remove(ctx, who)
  else Locks.set(ctx, who, locks)
  if (before > after)
    ctx.deposit(events, { type: 'Unlocked', value: { who, amount: before - after } })
  if (after > before)
    ctx.deposit(events, { type: 'Locked', value: { who, amount: after - before } })
}
