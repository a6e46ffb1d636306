import type { NetUid, Uid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { uidOf } from '../registration/neurons.ts'
import { SubnetOwnerHotkey } from '../storage/networks.ts'

/** The uid of the hotkey of the subnet's owner, if it has one. */
export const ownerUid = (ctx: Context, netuid: NetUid): Uid | undefined =>
  SubnetOwnerHotkey.has(ctx, netuid)
    ? uidOf(ctx, netuid, SubnetOwnerHotkey.get(ctx, netuid))
    : undefined
