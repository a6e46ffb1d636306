import type { NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { NetworksAdded } from '../storage/networks.ts'

/** Every subnet, the root network too, in raw key order (spec: 30-block-step §2). */
export const allNetuids = (ctx: Context): readonly NetUid[] =>
  [...NetworksAdded.entries(ctx)].map(([[netuid]]) => netuid)

/** Whether a subnet exists. */
export const subnetExists = (ctx: Context, netuid: NetUid): boolean =>
  NetworksAdded.get(ctx, netuid)
