import type { AlphaRao, NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { DispatchFailure } from '../../../frame/dispatch-error.ts'
import { OwnerCutAutoLockEnabled } from '../storage/emission.ts'
import { SubnetOwner, SubnetOwnerHotkey } from '../storage/networks.ts'
import { lockStake } from './lock-stake.ts'
import { positionOf } from './position.ts'

/** Locks the owner's cut where the subnet says so; errors are ignored (spec: 30-block-step §10.4). */
export function autoLockOwnerCut(ctx: Context, netuid: NetUid, amount: AlphaRao): void {
  if (!OwnerCutAutoLockEnabled.get(ctx, netuid)) return
  const coldkey = SubnetOwner.get(ctx, netuid)
  const existing = positionOf(ctx, coldkey, netuid)
  const hotkey = existing?.hotkey ?? SubnetOwnerHotkey.get(ctx, netuid)
  try {
    // Its checks come before its first write, so that a failure leaves nothing behind.
    lockStake(ctx, coldkey, netuid, hotkey, amount)
  } catch (error) {
    if (!(error instanceof DispatchFailure)) throw error
  }
}
