import { equalBytes, U64F64 } from '@plexus/primitives'
import type { AccountId, NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { ensure } from '../../../frame/error.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'
import { hotkeyExists } from '../keys/ownership.ts'
import { Owner } from '../storage/keys.ts'
import {
  addToAggregate,
  lockKind,
  positionOf,
  removeLock,
  rollPosition,
  storeLock,
  takeFromAggregate,
} from './position.ts'
import { lockClock, rollForward } from './roll-forward.ts'

/**
 * Puts the lock of a coldkey on another hotkey; event LockMoved. The conviction is lost unless both
 * hotkeys have one owner.
 *
 * @throws DispatchFailure HotKeyAccountNotExists, NoExistingLock
 */
export function moveLock(
  ctx: Context,
  coldkey: AccountId,
  destination: AccountId,
  netuid: NetUid,
): void {
  ensure(hotkeyExists(ctx, destination), errors.HotKeyAccountNotExists)
  const stored = positionOf(ctx, coldkey, netuid)
  ensure(stored !== undefined, errors.NoExistingLock)
  const clock = lockClock(ctx)
  const { hotkey: origin, lock } = rollPosition(stored, clock)
  const sameOwner = equalBytes(Owner.get(ctx, origin), Owner.get(ctx, destination))
  const kept = sameOwner ? lock : { ...lock, conviction: U64F64.zero }
  const moved = rollForward(kept, clock, lockKind(ctx, coldkey, netuid, destination))
  removeLock(ctx, coldkey, netuid, origin)
  storeLock(ctx, coldkey, netuid, destination, moved)
  takeFromAggregate(ctx, coldkey, netuid, origin, lock)
  addToAggregate(ctx, coldkey, netuid, destination, moved)
  const value = { coldkey, origin_hotkey: origin, destination_hotkey: destination, netuid }
  ctx.deposit(events, { type: 'LockMoved', value })
}
