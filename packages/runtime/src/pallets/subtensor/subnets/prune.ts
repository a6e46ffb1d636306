import { netUid, saturatingFromFixedFloor, I96F32, U64F64 } from '@plexus/primitives'
import type { NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { currentBlock } from '../block.ts'
import { NetworkImmunityPeriod, NetworkRegisteredAt, NetworksAdded } from '../storage/networks.ts'
import { SubnetMechanism, SubnetMovingPrice } from '../storage/pools.ts'

const ROOT = netUid(0)
const U64_MAX = (1n << 64n) - 1n

interface Candidate {
  readonly netuid: NetUid
  readonly price: U64F64
  readonly registeredAt: bigint
}

/**
 * The subnet that makes room for a new one: that of the lowest price average among those that are
 * no longer immune, of equal ones the oldest; none where all are immune (spec: 30-block-step
 * §15.3).
 */
export function networkToPrune(ctx: Context): NetUid | undefined {
  const block = currentBlock(ctx)
  const immunity = NetworkImmunityPeriod.get(ctx)
  let lowest: Candidate | undefined
  for (const netuid of userNetuids(ctx)) {
    const registeredAt = NetworkRegisteredAt.get(ctx, netuid)
    if (block < saturated(registeredAt + immunity)) continue
    const candidate = { netuid, price: movingAlphaPrice(ctx, netuid), registeredAt }
    if (lowest === undefined || isBefore(candidate, lowest)) lowest = candidate
  }
  return lowest?.netuid
}

/** The subnets without the root network, in raw key order. */
export const userNetuids = (ctx: Context): readonly NetUid[] =>
  [...NetworksAdded.entries(ctx)].flatMap(([[netuid], isAdded]) =>
    isAdded && netuid !== ROOT ? [netuid] : [],
  )

/** The average price of a subnet's alpha, in rao per 10⁻⁹ alpha; 1 where it is stable. */
export function movingAlphaPrice(ctx: Context, netuid: NetUid): U64F64 {
  if (netuid === ROOT || SubnetMechanism.get(ctx, netuid) === 0) return U64F64.one
  return saturatingFromFixedFloor(U64F64, I96F32, SubnetMovingPrice.get(ctx, netuid))
}

const isBefore = (a: Candidate, b: Candidate): boolean =>
  a.price === b.price ? a.registeredAt < b.registeredAt : a.price < b.price

const saturated = (value: bigint): bigint => (value > U64_MAX ? U64_MAX : value)
