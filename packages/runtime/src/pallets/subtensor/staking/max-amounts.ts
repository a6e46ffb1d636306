import {
  alphaRao,
  rao,
  safeDivTrunc,
  saturatingAdd,
  saturatingFloorToU64,
  saturatingFromInteger,
  saturatingMulFloor,
  saturatingPlus,
  saturatingSub,
  U64F64,
} from '@plexus/primitives'
import type { AlphaRao, NetUid, Rao } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { buyAlpha, currentAlphaPrice, isDynamic, sellAlpha } from '../../swap/index.ts'
import { SubnetAlphaIn, SubnetMechanism, SubnetTAO } from '../storage/pools.ts'

// How much a price limit lets through (spec: 40-amm §5.4). Limits are price · 10⁹.

const ROOT = 0
const STABLE = 0
const U64_MAX = (1n << 64n) - 1n
const MAX_RESERVES = 1000n
const PAR = 1_000_000_000n
const ALL = alphaRao(U64_MAX)
const NONE = alphaRao(0n)

/** Most TAO that can be staked, its fee included. @throws DispatchFailure of Swap */
export function maxAmountAdd(ctx: Context, netuid: NetUid, limit: bigint): Rao {
  if (isStable(ctx, netuid)) return rao(limit >= PAR ? U64_MAX : 0n)
  const most = rao(saturated(SubnetTAO.get(ctx, netuid) * MAX_RESERVES))
  const { paidIn, fee } = buyAlpha(ctx, netuid, most, { limit, dropFees: false, simulate: true })
  return saturatingPlus(paidIn, fee)
}

/** Most alpha that can be unstaked, its fee included. @throws DispatchFailure of Swap */
export function maxAmountRemove(ctx: Context, netuid: NetUid, limit: bigint): AlphaRao {
  if (isStable(ctx, netuid)) return limit <= PAR ? ALL : NONE
  const most = alphaRao(saturated(SubnetAlphaIn.get(ctx, netuid) * MAX_RESERVES))
  const { paidIn, fee } = sellAlpha(ctx, netuid, most, { limit, dropFees: false, simulate: true })
  return saturatingPlus(paidIn, fee)
}

/**
 * Most alpha that can be moved between subnets.
 *
 * @param limit of the price of the origin in terms of that of the destination
 * @throws DispatchFailure of Swap
 */
export function maxAmountMove(
  ctx: Context,
  origin: NetUid,
  destination: NetUid,
  limit: bigint,
): AlphaRao {
  const fromStable = isStable(ctx, origin)
  const toStable = isStable(ctx, destination)
  if (fromStable && toStable) return limit > PAR ? NONE : ALL
  if (fromStable && isDynamic(ctx, destination)) {
    if (limit === 0n) return ALL
    const inverse = saturatingMulFloor(U64F64, safeDivTrunc(U64F64, fix(PAR), fix(limit)), fix(PAR))
    return alphaRao(maxAmountAdd(ctx, destination, saturatingFloorToU64(U64F64, inverse)))
  }
  if (toStable && isDynamic(ctx, origin)) return maxAmountRemove(ctx, origin, limit)
  return maxBetweenPools(ctx, origin, destination, limit)
}

/** As if both pools were one with even weights: an approximation, and the reference's. */
function maxBetweenPools(
  ctx: Context,
  origin: NetUid,
  destination: NetUid,
  limit: bigint,
): AlphaRao {
  const taoFrom = SubnetTAO.get(ctx, origin)
  const taoTo = SubnetTAO.get(ctx, destination)
  const alphaFrom = SubnetAlphaIn.get(ctx, origin)
  const alphaTo = SubnetAlphaIn.get(ctx, destination)
  if (taoFrom === 0n || taoTo === 0n || alphaFrom === 0n || alphaTo === 0n) return NONE
  const lowest = safeDivTrunc(U64F64, fix(limit), fix(PAR))
  const prices = [currentAlphaPrice(ctx, origin), currentAlphaPrice(ctx, destination)] as const
  if (lowest > safeDivTrunc(U64F64, prices[0], prices[1])) return NONE
  if (limit === 0n) return ALL
  const sum = saturatingAdd(U64F64, fix(taoTo), fix(taoFrom))
  const shareFrom = safeDivTrunc(U64F64, fix(taoFrom), sum)
  const shareTo = safeDivTrunc(U64F64, fix(taoTo), sum)
  const reach = safeDivTrunc(U64F64, saturatingMulFloor(U64F64, fix(alphaTo), shareFrom), lowest)
  const held = saturatingMulFloor(U64F64, fix(alphaFrom), shareTo)
  return alphaRao(saturatingFloorToU64(U64F64, saturatingSub(U64F64, reach, held)))
}

const isStable = (ctx: Context, netuid: NetUid): boolean =>
  netuid === ROOT || SubnetMechanism.get(ctx, netuid) === STABLE

const fix = (integer: bigint): U64F64 => saturatingFromInteger(U64F64, integer)

const saturated = (amount: bigint): bigint => (amount > U64_MAX ? U64_MAX : amount)
