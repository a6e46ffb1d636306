import type { AlphaRao, NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'

/** Locks the owner's cut where the subnet says so; errors are ignored (spec: 30-block-step §10.4). */
export function autoLockOwnerCut(_ctx: Context, _netuid: NetUid, _amount: AlphaRao): void {
  throw new Error('not built')
}
