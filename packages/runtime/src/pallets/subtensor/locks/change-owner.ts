import type { NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'

/** Gives the subnet to whom most conviction is with, where there is enough of it (spec: 30-block-step §10.6). */
export function changeSubnetOwnerIfNeeded(_ctx: Context, _netuid: NetUid): void {
  throw new Error('not built')
}
