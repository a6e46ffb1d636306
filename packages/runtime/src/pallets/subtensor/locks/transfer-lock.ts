import {
  alphaRao,
  equalBytes,
  safeDivTrunc,
  saturatingFromInteger,
  saturatingMinus,
  saturatingMulFloor,
  U64F64,
} from '@plexus/primitives'
import type { AccountId, AlphaRao, NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { ensure } from '../../../frame/error.ts'
import { errors } from '../errors.ts'
import type { LockState } from '../types.ts'
import { rejectsLockedAlpha } from './account-flags.ts'
import { coldkeyAlpha } from './available.ts'
import { emptyLock, massOf, mergeLocks, reduceLock } from './lock-state.ts'
import {
  addToAggregate,
  lockKind,
  positionOf,
  rollPosition,
  storeLock,
  takeFromAggregate,
} from './position.ts'
import { lockClock, rollForward } from './roll-forward.ts'

/** Stake that goes from one coldkey to another within a subnet. */
export interface LockTransfer {
  readonly from: AccountId
  readonly to: AccountId
  readonly netuid: NetUid
  readonly amount: AlphaRao
}

/**
 * Lets the lock follow stake that goes to another coldkey. Free stake goes first; what is locked
 * takes its conviction with it.
 *
 * @throws DispatchFailure LockHotkeyMismatch, AccountRejectsLockedAlpha
 */
export function transferLock(ctx: Context, { from, to, netuid, amount }: LockTransfer): void {
  if (equalBytes(from, to) || amount === 0n) return
  const clock = lockClock(ctx)
  const total = coldkeyAlpha(ctx, from, netuid)
  const stored = positionOf(ctx, from, netuid)
  if (stored === undefined) return
  const { hotkey, lock } = rollPosition(stored, clock)
  const theirs = positionOf(ctx, to, netuid)
  const rest = saturatingMinus(amount, saturatingMinus(total, massOf(lock)))
  if (rest > 0n && theirs !== undefined) {
    ensure(equalBytes(theirs.hotkey, hotkey), errors.LockHotkeyMismatch)
  }
  const moved = partOf(lock, rest, clock.now)
  ensure(moved.locked_mass === 0n || !rejectsLockedAlpha(ctx, to), errors.AccountRejectsLockedAlpha)
  const toHotkey = theirs?.hotkey ?? hotkey
  const toLock = theirs === undefined ? emptyLock(clock.now) : rollPosition(theirs, clock).lock
  const store = (coldkey: AccountId, on: AccountId, next: LockState): void => {
    const kind = lockKind(ctx, coldkey, netuid, on)
    storeLock(ctx, coldkey, netuid, on, rollForward(next, clock, kind))
  }
  store(from, hotkey, reduceLock(lock, moved))
  store(to, toHotkey, { ...mergeLocks(toLock, moved), last_update: toLock.last_update })
  if (moved.locked_mass === 0n) return
  takeFromAggregate(ctx, from, netuid, hotkey, moved)
  addToAggregate(ctx, to, netuid, toHotkey, moved)
}

/** So much of a lock, at most all of it, with its share of the conviction. */
function partOf(lock: LockState, amount: AlphaRao, now: bigint): LockState {
  const mass = amount < lock.locked_mass ? amount : massOf(lock)
  if (mass === 0n) return { locked_mass: alphaRao(0n), conviction: U64F64.zero, last_update: now }
  const share = safeDivTrunc(
    U64F64,
    saturatingFromInteger(U64F64, mass),
    saturatingFromInteger(U64F64, lock.locked_mass),
  )
  const conviction = saturatingMulFloor(U64F64, lock.conviction, share)
  return { locked_mass: mass, conviction, last_update: now }
}
