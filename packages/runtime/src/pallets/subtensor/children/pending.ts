import type { NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'

/** Applies the children that have waited long enough (spec: 30-block-step §11). */
export function applyPendingChildren(_ctx: Context, _netuid: NetUid): void {
  throw new Error('not built')
}
