import type { AccountId, NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { events } from '../events.ts'
import { DecayingLock } from '../storage/locks.ts'
import {
  addToAggregate,
  isPerpetual,
  positionOf,
  rollPosition,
  storePosition,
  takeFromAggregate,
} from './position.ts'
import { lockClock } from './roll-forward.ts'

/** Says whether the locks of a coldkey on a subnet keep their mass; event PerpetualLockUpdated. */
export function setPerpetual(
  ctx: Context,
  coldkey: AccountId,
  netuid: NetUid,
  enabled: boolean,
): void {
  const changes = isPerpetual(ctx, coldkey, netuid) !== enabled
  const stored = positionOf(ctx, coldkey, netuid)
  if (stored !== undefined) {
    const position = rollPosition(stored, lockClock(ctx))
    storePosition(ctx, position)
    if (changes) takeFromAggregate(ctx, coldkey, netuid, position.hotkey, position.lock)
  }
  if (enabled) DecayingLock.set(ctx, coldkey, netuid, false)
  else DecayingLock.remove(ctx, coldkey, netuid)
  const left = changes ? positionOf(ctx, coldkey, netuid) : undefined
  if (left !== undefined) addToAggregate(ctx, coldkey, netuid, left.hotkey, left.lock)
  ctx.deposit(events, { type: 'PerpetualLockUpdated', value: { coldkey, netuid, enabled } })
}
