import { alphaRao, saturatingMinus, saturatingPlus } from '@plexus/primitives'
import type { AccountId, AlphaRao, NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { ensure } from '../../../frame/error.ts'
import { errors } from '../errors.ts'
import { stakeOf } from '../staking/stake.ts'
import { StakingHotkeys } from '../storage/keys.ts'
import type { LockState } from '../types.ts'
import { massOf } from './lock-state.ts'
import { positionOf, rollPosition, storePosition } from './position.ts'
import { lockClock } from './roll-forward.ts'

/** Everything that a coldkey has staked on a subnet, whatever the hotkey, in 10⁻⁹ alpha. */
export const coldkeyAlpha = (ctx: Context, coldkey: AccountId, netuid: NetUid): AlphaRao =>
  StakingHotkeys.get(ctx, coldkey)
    .map((hotkey) => stakeOf(ctx, hotkey, coldkey, netuid))
    .reduce((sum, stake) => saturatingPlus(sum, stake), alphaRao(0n))

/** The lock of a coldkey on a subnet as it is now. */
export function coldkeyLock(
  ctx: Context,
  coldkey: AccountId,
  netuid: NetUid,
): LockState | undefined {
  const position = positionOf(ctx, coldkey, netuid)
  return position === undefined ? undefined : rollPosition(position, lockClock(ctx)).lock
}

/** What a coldkey has on a subnet, in 10⁻⁹ alpha. */
export interface StakeAvailability {
  readonly total: AlphaRao
  readonly locked: AlphaRao
  readonly available: AlphaRao
}

/** What a coldkey has on a subnet and how much of it may go; a lock binds all its hotkeys. */
export function stakeAvailability(
  ctx: Context,
  coldkey: AccountId,
  netuid: NetUid,
): StakeAvailability {
  const total = coldkeyAlpha(ctx, coldkey, netuid)
  const lock = coldkeyLock(ctx, coldkey, netuid)
  const locked = lock === undefined ? alphaRao(0n) : massOf(lock)
  return { total, locked, available: saturatingMinus(total, locked) }
}

/** @throws DispatchFailure StakeUnavailable where the lock leaves less than `amount` */
export function ensureAvailable(
  ctx: Context,
  coldkey: AccountId,
  netuid: NetUid,
  amount: AlphaRao,
): void {
  const { available } = stakeAvailability(ctx, coldkey, netuid)
  ensure(available >= amount, errors.StakeUnavailable)
}

/** Brings the lock of a coldkey up to date, which removes one that has decayed. */
export function refreshLock(ctx: Context, coldkey: AccountId, netuid: NetUid): void {
  const position = positionOf(ctx, coldkey, netuid)
  if (position !== undefined) storePosition(ctx, rollPosition(position, lockClock(ctx)))
}
