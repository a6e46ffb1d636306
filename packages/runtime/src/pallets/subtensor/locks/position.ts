import { equalBytes } from '@plexus/primitives'
import type { AccountId, NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { DecayingLock, Lock, LockingColdkeys } from '../storage/locks.ts'
import { SubnetOwnerHotkey } from '../storage/networks.ts'
import type { LockState } from '../types.ts'
import { aggregateOf, storeAggregate } from './aggregates.ts'
import { emptyLock, isDust, isNothing, lossBetween, mergeLocks, reduceLock } from './lock-state.ts'
import type { LockLoss } from './lock-state.ts'
import { lockClock, rollForward } from './roll-forward.ts'
import type { LockClock, LockKind } from './roll-forward.ts'

/** The lock of a coldkey on a hotkey, with the sum that it is a part of. */
export interface Position {
  readonly coldkey: AccountId
  readonly netuid: NetUid
  readonly hotkey: AccountId
  readonly kind: LockKind
  readonly lock: LockState
  readonly aggregate: LockState
}

/** Whether the locks of a coldkey keep their mass. */
export const isPerpetual = (ctx: Context, coldkey: AccountId, netuid: NetUid): boolean =>
  DecayingLock.get(ctx, coldkey, netuid) === false

/** Whether a hotkey is that of the subnet's owner. */
export const isOwnerHotkey = (ctx: Context, netuid: NetUid, hotkey: AccountId): boolean =>
  equalBytes(hotkey, SubnetOwnerHotkey.get(ctx, netuid))

/** How a coldkey's lock on a hotkey would change. */
export const lockKind = (
  ctx: Context,
  coldkey: AccountId,
  netuid: NetUid,
  hotkey: AccountId,
): LockKind => ({
  owner: isOwnerHotkey(ctx, netuid, hotkey),
  perpetual: isPerpetual(ctx, coldkey, netuid),
})

/** The position of a coldkey on a hotkey as it is stored; empty where there is none. */
export function positionOn(
  ctx: Context,
  coldkey: AccountId,
  netuid: NetUid,
  hotkey: AccountId,
  { now }: LockClock = lockClock(ctx),
): Position {
  const kind = lockKind(ctx, coldkey, netuid, hotkey)
  const lock = Lock.get(ctx, coldkey, netuid, hotkey) ?? emptyLock(now)
  const aggregate = aggregateOf(ctx, netuid, hotkey, kind) ?? emptyLock(now)
  return { coldkey, netuid, hotkey, kind, lock, aggregate }
}

/** The position that a coldkey has in a subnet, as it is stored. */
export function positionOf(ctx: Context, coldkey: AccountId, netuid: NetUid): Position | undefined {
  for (const [[, , hotkey]] of Lock.entries(ctx, coldkey, netuid)) {
    return positionOn(ctx, coldkey, netuid, hotkey)
  }
  return undefined
}

/**
 * A position as it is now. The sum loses just what the lock loses and is then of this block: what
 * it would have won meanwhile is not added. Where the lock loses nothing the sum is rolled itself.
 */
export function rollPosition(position: Position, clock: LockClock): Position {
  const lock = rollForward(position.lock, clock, position.kind)
  const loss = lossBetween(position.lock, lock)
  if (loss.locked_mass === 0n && loss.conviction === 0n) {
    return rollAggregate({ ...position, lock }, clock)
  }
  const aggregate = { ...reduceLock(position.aggregate, loss), last_update: clock.now }
  return { ...position, lock, aggregate }
}

/** The same position with its sum as it is now. */
export const rollAggregate = (position: Position, clock: LockClock): Position => ({
  ...position,
  aggregate: rollForward(position.aggregate, clock, position.kind),
})

/** Stores a lock and the sum that it is a part of. */
export function storePosition(ctx: Context, position: Position): void {
  const { coldkey, netuid, hotkey, kind } = position
  storeLock(ctx, coldkey, netuid, hotkey, position.lock)
  storeAggregate(ctx, netuid, hotkey, kind, position.aggregate)
}

/** Stores a lock and lists its coldkey; dust is removed. */
export function storeLock(
  ctx: Context,
  coldkey: AccountId,
  netuid: NetUid,
  hotkey: AccountId,
  lock: LockState,
): void {
  if (isDust(lock)) return removeLock(ctx, coldkey, netuid, hotkey)
  LockingColdkeys.set(ctx, netuid, hotkey, coldkey, undefined)
  Lock.set(ctx, coldkey, netuid, hotkey, lock)
}

/** Removes a lock; the sum stays as it is. */
export function removeLock(
  ctx: Context,
  coldkey: AccountId,
  netuid: NetUid,
  hotkey: AccountId,
): void {
  LockingColdkeys.remove(ctx, netuid, hotkey, coldkey)
  Lock.remove(ctx, coldkey, netuid, hotkey)
}

/** Adds a lock to the sum that the coldkey's locks on the hotkey belong to. */
export function addToAggregate(
  ctx: Context,
  coldkey: AccountId,
  netuid: NetUid,
  hotkey: AccountId,
  added: LockState,
): void {
  const clock = lockClock(ctx)
  const position = rollAggregate(positionOn(ctx, coldkey, netuid, hotkey), clock)
  const merged = { ...position, aggregate: mergeLocks(position.aggregate, added) }
  const { kind, aggregate } = rollAggregate(merged, clock)
  storeAggregate(ctx, netuid, hotkey, kind, aggregate)
}

/** Takes a loss from the sum that the coldkey's locks on the hotkey belong to. */
export function takeFromAggregate(
  ctx: Context,
  coldkey: AccountId,
  netuid: NetUid,
  hotkey: AccountId,
  loss: LockLoss,
): void {
  const position = positionOn(ctx, coldkey, netuid, hotkey)
  const { kind, aggregate } = rollAggregate(position, lockClock(ctx))
  storeAggregate(ctx, netuid, hotkey, kind, reduceLock(aggregate, loss))
}

/** Whether a position's lock has neither mass nor conviction. */
export const isUnlocked = ({ lock }: Position): boolean => isNothing(lock)
