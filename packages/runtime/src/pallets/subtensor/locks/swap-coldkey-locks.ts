import type { AccountId, NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { ensure } from '../../../frame/error.ts'
import { errors } from '../errors.ts'
import { AccountFlags, DecayingLock, Lock } from '../storage/locks.ts'
import type { LockState } from '../types.ts'
import { addToAggregate, lockKind, removeLock, storeLock, takeFromAggregate } from './position.ts'
import { lockClock, rollForward } from './roll-forward.ts'
import type { LockClock } from './roll-forward.ts'

/**
 * Gives the locks of a coldkey to another, as they are now, and whether they decay and whether
 * locked stake may be sent to it.
 *
 * @throws DispatchFailure ActiveLockExists where the other has locked something itself
 */
export function swapColdkeyLocks(ctx: Context, from: AccountId, to: AccountId): void {
  const clock = lockClock(ctx)
  const theirs = locksOf(ctx, to, clock)
  ensure(!theirs.some(({ lock }) => lock.locked_mass > 0n), errors.ActiveLockExists)
  const locks = locksOf(ctx, from, clock)
  // The sums that a lock is part of follow from what the coldkey says of its locks: first out of
  // the old ones, then what is said, then into the new ones.
  for (const { netuid, hotkey, lock } of locks) {
    removeLock(ctx, from, netuid, hotkey)
    takeFromAggregate(ctx, from, netuid, hotkey, lock)
  }
  moveSettings(ctx, from, to)
  for (const { netuid, hotkey, lock } of locks) {
    const moved = rollForward(lock, clock, lockKind(ctx, to, netuid, hotkey))
    storeLock(ctx, to, netuid, hotkey, moved)
    addToAggregate(ctx, to, netuid, hotkey, moved)
  }
}

interface HeldLock {
  readonly netuid: NetUid
  readonly hotkey: AccountId
  readonly lock: LockState
}

const locksOf = (ctx: Context, coldkey: AccountId, clock: LockClock): readonly HeldLock[] =>
  [...Lock.entries(ctx, coldkey)].map(([[, netuid, hotkey], lock]) => ({
    netuid,
    hotkey,
    lock: rollForward(lock, clock, lockKind(ctx, coldkey, netuid, hotkey)),
  }))

function moveSettings(ctx: Context, from: AccountId, to: AccountId): void {
  for (const [[, netuid], decays] of DecayingLock.entries(ctx, from)) {
    DecayingLock.remove(ctx, from, netuid)
    DecayingLock.set(ctx, to, netuid, decays)
  }
  const flags = AccountFlags.get(ctx, from)
  AccountFlags.remove(ctx, from)
  if (flags === 0n) AccountFlags.remove(ctx, to)
  else AccountFlags.set(ctx, to, flags)
}
