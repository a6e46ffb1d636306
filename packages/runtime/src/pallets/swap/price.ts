import { U64F64 } from '@plexus/primitives'
import type { NetUid } from '@plexus/primitives'
import type { Context } from '../../frame/context.ts'
import { SubnetAlphaIn, SubnetMechanism, SubnetTAO } from '../subtensor/storage/pools.ts'
import { priceOf } from './balancer.ts'
import { SwapBalancer } from './storage.ts'

/** The mechanism of subnets with a pool; all others exchange one for one. */
export const DYNAMIC = 1

/** Whether alpha of the subnet is traded in a pool. */
export const isDynamic = (ctx: Context, netuid: NetUid): boolean =>
  SubnetMechanism.get(ctx, netuid) === DYNAMIC

/** Price of a subnet's alpha, in rao per 10⁻⁹ alpha; 1 where the mechanism is stable (spec: 40-amm §2). */
export function currentAlphaPrice(ctx: Context, netuid: NetUid): U64F64 {
  if (!isDynamic(ctx, netuid)) return U64F64.one
  const alpha = SubnetAlphaIn.get(ctx, netuid)
  if (alpha === 0n) return U64F64.zero
  return priceOf(SwapBalancer.get(ctx, netuid).quote, alpha, SubnetTAO.get(ctx, netuid))
}
