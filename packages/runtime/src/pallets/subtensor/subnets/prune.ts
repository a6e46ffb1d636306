import { netUid } from '@plexus/primitives'
import type { NetUid, U64F64 } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { currentBlock } from '../block.ts'
import { movingPrice } from '../coinbase/moving-price.ts'
import { NetworkImmunityPeriod, NetworkRegisteredAt, NetworksAdded } from '../storage/networks.ts'

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
    const candidate = { netuid, price: movingPrice(ctx, netuid), registeredAt }
    if (lowest === undefined || isBefore(candidate, lowest)) lowest = candidate
  }
  return lowest?.netuid
}

/** The subnets without the root network, in raw key order. */
export const userNetuids = (ctx: Context): readonly NetUid[] =>
  [...NetworksAdded.entries(ctx)].flatMap(([[netuid], isAdded]) =>
    isAdded && netuid !== ROOT ? [netuid] : [],
  )

const isBefore = (a: Candidate, b: Candidate): boolean =>
  a.price === b.price ? a.registeredAt < b.registeredAt : a.price < b.price

const saturated = (value: bigint): bigint => (value > U64_MAX ? U64_MAX : value)
