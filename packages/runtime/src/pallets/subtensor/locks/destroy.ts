import type { NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import {
  DecayingHotkeyLock,
  DecayingLock,
  DecayingOwnerLock,
  HotkeyLock,
  Lock,
  LockingColdkeys,
  OwnerLock,
} from '../storage/locks.ts'

/** Removes every lock of a subnet that is dissolved (spec: 10-state §3). */
export function destroyLocks(ctx: Context, netuid: NetUid): void {
  for (const [[, hotkey, coldkey]] of LockingColdkeys.entries(ctx, netuid)) {
    Lock.remove(ctx, coldkey, netuid, hotkey)
  }
  LockingColdkeys.clear(ctx, [netuid])
  HotkeyLock.clear(ctx, [netuid])
  DecayingHotkeyLock.clear(ctx, [netuid])
  OwnerLock.remove(ctx, netuid)
  DecayingOwnerLock.remove(ctx, netuid)
  for (const [[coldkey, of]] of DecayingLock.entries(ctx)) {
    if (of === netuid) DecayingLock.remove(ctx, coldkey, netuid)
  }
}
