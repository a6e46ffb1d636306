import { bytesToHex } from '@plexus/primitives'
import type { NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { Keys } from '../storage/neurons.ts'

/** Whether no hotkey has two uids; an epoch relies on it (spec: 30-block-step §9.2). */
export function isEpochStateConsistent(ctx: Context, netuid: NetUid): boolean {
  const hotkeys = [...Keys.entries(ctx, netuid)].map(([, hotkey]) => bytesToHex(hotkey))
  return new Set(hotkeys).size === hotkeys.length
}
