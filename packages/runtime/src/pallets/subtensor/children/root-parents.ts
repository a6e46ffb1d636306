import type { NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'

/** Makes root validators parents of the owner of a new subnet (spec: 20-calls §8.3). */
export function adoptRootValidators(_ctx: Context, _netuid: NetUid): void {
  throw new Error('not built')
}
