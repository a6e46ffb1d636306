import type { AccountId, NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { DecayingHotkeyLock, DecayingOwnerLock, HotkeyLock, OwnerLock } from '../storage/locks.ts'
import type { LockState } from '../types.ts'
import { isNothing } from './lock-state.ts'
import type { LockKind } from './roll-forward.ts'

// The locks on a hotkey are also kept as one sum of each kind. The hotkey of the subnet's owner has
// sums of its own, which know no hotkey (spec: 20-calls §10).

/** The sum of all locks of a kind; the hotkey does not matter for those of the owner. */
export function aggregateOf(
  ctx: Context,
  netuid: NetUid,
  hotkey: AccountId,
  { owner, perpetual }: LockKind,
): LockState | undefined {
  if (owner) return (perpetual ? OwnerLock : DecayingOwnerLock).get(ctx, netuid)
  return (perpetual ? HotkeyLock : DecayingHotkeyLock).get(ctx, netuid, hotkey)
}

/** Stores a sum, or removes it where nothing is left. */
export function storeAggregate(
  ctx: Context,
  netuid: NetUid,
  hotkey: AccountId,
  kind: LockKind,
  lock: LockState,
): void {
  if (isNothing(lock)) return removeAggregate(ctx, netuid, hotkey, kind)
  if (kind.owner) (kind.perpetual ? OwnerLock : DecayingOwnerLock).set(ctx, netuid, lock)
  else (kind.perpetual ? HotkeyLock : DecayingHotkeyLock).set(ctx, netuid, hotkey, lock)
}

/** Removes a sum and gives it. */
export function takeAggregate(
  ctx: Context,
  netuid: NetUid,
  hotkey: AccountId,
  kind: LockKind,
): LockState | undefined {
  const lock = aggregateOf(ctx, netuid, hotkey, kind)
  removeAggregate(ctx, netuid, hotkey, kind)
  return lock
}

function removeAggregate(ctx: Context, netuid: NetUid, hotkey: AccountId, kind: LockKind): void {
  if (kind.owner) (kind.perpetual ? OwnerLock : DecayingOwnerLock).remove(ctx, netuid)
  else (kind.perpetual ? HotkeyLock : DecayingHotkeyLock).remove(ctx, netuid, hotkey)
}
