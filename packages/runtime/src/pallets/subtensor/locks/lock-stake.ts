import { alphaRao, equalBytes, saturatingPlus } from '@plexus/primitives'
import type { AccountId, AlphaRao, NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { ensure } from '../../../frame/error.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'
import { hotkeyExists } from '../keys/ownership.ts'
import { coldkeyAlpha } from './available.ts'
import { lockOf, massOf, mergeLocks } from './lock-state.ts'
import {
  isUnlocked,
  positionOf,
  positionOn,
  rollAggregate,
  rollPosition,
  storePosition,
} from './position.ts'
import { lockClock, rollForward } from './roll-forward.ts'

/**
 * Locks stake of a coldkey to a hotkey, or more of it to the same hotkey; event StakeLocked.
 *
 * @throws DispatchFailure AmountTooLow, HotKeyAccountNotExists, LockHotkeyMismatch,
 *   InsufficientStakeForLock
 */
export function lockStake(
  ctx: Context,
  coldkey: AccountId,
  netuid: NetUid,
  hotkey: AccountId,
  amount: AlphaRao,
): void {
  ensure(amount > 0n, errors.AmountTooLow)
  ensure(hotkeyExists(ctx, hotkey), errors.HotKeyAccountNotExists)
  const total = coldkeyAlpha(ctx, coldkey, netuid)
  const clock = lockClock(ctx)
  const existing = positionOf(ctx, coldkey, netuid)
  if (existing !== undefined) {
    ensure(equalBytes(existing.hotkey, hotkey), errors.LockHotkeyMismatch)
  }
  const position = rollPosition(existing ?? positionOn(ctx, coldkey, netuid, hotkey), clock)
  const before = isUnlocked(position) ? lockOf(alphaRao(0n), clock.now) : position.lock
  const locked = { ...before, locked_mass: saturatingPlus(massOf(before), amount) }
  ensure(total >= locked.locked_mass, errors.InsufficientStakeForLock)
  const rolled = rollAggregate(
    { ...position, lock: rollForward(locked, clock, position.kind) },
    clock,
  )
  const aggregate = mergeLocks(rolled.aggregate, lockOf(amount, clock.now))
  storePosition(ctx, rollAggregate({ ...rolled, aggregate }, clock))
  ctx.deposit(events, { type: 'StakeLocked', value: { coldkey, hotkey, netuid, amount } })
}
