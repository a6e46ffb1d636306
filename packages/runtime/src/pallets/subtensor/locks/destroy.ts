import type { NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'

/** Removes every lock of a subnet that is dissolved (spec: 10-state §3). */
export function destroyLocks(_ctx: Context, _netuid: NetUid): void {
  throw new Error('not built')
}
