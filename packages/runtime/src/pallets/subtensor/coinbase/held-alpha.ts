import type { NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import {
  PendingOwnerCut,
  PendingRootAlphaDivs,
  PendingServerEmission,
  PendingValidatorEmission,
} from '../storage/emission.ts'
import { SubnetProtocolAlpha } from '../storage/pools.ts'
import { TotalHotkeyAlpha } from '../storage/stake.ts'
import { allNetuids } from '../subnets/list.ts'

/** Alpha of stakers and of the chain, and what waits for an epoch, of each subnet in alpha rao. */
export function heldAlpha(ctx: Context): ReadonlyMap<NetUid, bigint> {
  const held = new Map<NetUid, bigint>()
  for (const netuid of allNetuids(ctx)) {
    const chain = SubnetProtocolAlpha.get(ctx, netuid)
    held.set(netuid, chain + pendingAlpha(ctx, netuid))
  }
  for (const [[, netuid], alpha] of TotalHotkeyAlpha.entries(ctx)) {
    held.set(netuid, (held.get(netuid) ?? 0n) + alpha)
  }
  return held
}

const pendingAlpha = (ctx: Context, netuid: NetUid): bigint =>
  PendingServerEmission.get(ctx, netuid) +
  PendingValidatorEmission.get(ctx, netuid) +
  PendingRootAlphaDivs.get(ctx, netuid) +
  PendingOwnerCut.get(ctx, netuid)
