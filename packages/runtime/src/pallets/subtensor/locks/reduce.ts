import {
  safeDivTrunc,
  saturatingFromInteger,
  saturatingMinus,
  saturatingMulFloor,
  saturatingSub,
  U64F64,
} from '@plexus/primitives'
import type { AccountId, AlphaRao, NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import type { LockState } from '../types.ts'
import { emptyLock, lossBetween, massOf, reduceLock } from './lock-state.ts'
import { positionOf, rollAggregate, rollPosition, storePosition } from './position.ts'
import { lockClock } from './roll-forward.ts'

/** Takes stake that is gone out of the lock of its coldkey, and conviction in proportion. */
export function forceReduceLock(
  ctx: Context,
  coldkey: AccountId,
  netuid: NetUid,
  amount: AlphaRao,
): void {
  const stored = positionOf(ctx, coldkey, netuid)
  if (stored === undefined) return
  const clock = lockClock(ctx)
  const position = rollAggregate(rollPosition(stored, clock), clock)
  const lock = withoutMass(position.lock, amount, clock.now)
  const loss = lossBetween(position.lock, lock)
  storePosition(ctx, { ...position, lock, aggregate: reduceLock(position.aggregate, loss) })
}

function withoutMass(lock: LockState, amount: AlphaRao, now: bigint): LockState {
  const left = saturatingMinus(massOf(lock), amount)
  if (left === 0n) return emptyLock(now)
  const taken = safeDivTrunc(
    U64F64,
    saturatingFromInteger(U64F64, amount),
    saturatingFromInteger(U64F64, lock.locked_mass),
  )
  const kept = saturatingSub(U64F64, U64F64.one, taken)
  const conviction = saturatingMulFloor(U64F64, lock.conviction, kept)
  return { locked_mass: left, conviction, last_update: now }
}
