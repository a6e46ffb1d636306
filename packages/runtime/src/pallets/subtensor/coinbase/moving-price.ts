import {
  I96F32,
  netUid,
  safeDivTrunc,
  saturatingAdd,
  saturatingFromFixedFloor,
  saturatingFromInteger,
  saturatingMulFloor,
  saturatingSub,
  U64F64,
  wrappingAdd,
} from '@plexus/primitives'
import type { NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { currentAlphaPrice } from '../../swap/index.ts'
import { currentBlock } from '../block.ts'
import { FirstEmissionBlockNumber } from '../storage/networks.ts'
import {
  EMAPriceHalvingBlocks,
  SubnetMechanism,
  SubnetMovingAlpha,
  SubnetMovingPrice,
} from '../storage/pools.ts'
import { subnetsToEmitTo } from './emit-to.ts'

const ROOT = netUid(0)
const STABLE = 0

/** The moving average of a subnet's price, in rao per 10⁻⁹ alpha; 1 where the mechanism is stable. */
export function movingPrice(ctx: Context, netuid: NetUid): U64F64 {
  if (netuid === ROOT || SubnetMechanism.get(ctx, netuid) === STABLE) return U64F64.one
  return saturatingFromFixedFloor(U64F64, I96F32, SubnetMovingPrice.get(ctx, netuid))
}

/** Moves the averages of all subnets that get emission towards their prices (spec: 30-block-step §7.6). */
export function updateMovingPrices(ctx: Context): void {
  for (const netuid of subnetsToEmitTo(ctx)) updateMovingPrice(ctx, netuid)
}

/** Moves one average; prices above 1 count as 1. */
export function updateMovingPrice(ctx: Context, netuid: NetUid): void {
  const weight = weightOfPresent(ctx, netuid)
  const spot = currentAlphaPrice(ctx, netuid)
  const price = spot < U64F64.one ? spot : U64F64.one
  const kept = saturatingMulFloor(
    U64F64,
    saturatingSub(U64F64, U64F64.one, weight),
    movingPrice(ctx, netuid),
  )
  const next = saturatingAdd(U64F64, saturatingMulFloor(U64F64, weight, price), kept)
  SubnetMovingPrice.set(ctx, netuid, saturatingFromFixedFloor(I96F32, U64F64, next))
}

/** Whether root's dividends are sold at all: the averages add up to more than 1. */
export function sellsForRoot(ctx: Context, emitTo: readonly NetUid[]): boolean {
  let total = U64F64.zero
  for (const netuid of emitTo) total = wrappingAdd(U64F64, total, movingPrice(ctx, netuid))
  return total > U64F64.one
}

/** How much the present price counts: more and more in the first weeks of a subnet. */
function weightOfPresent(ctx: Context, netuid: NetUid): U64F64 {
  const first = FirstEmissionBlockNumber.get(ctx, netuid) ?? 0n
  const start = first > 0n ? first - 1n : 0n
  const block = currentBlock(ctx)
  const age = saturatingFromInteger(U64F64, block > start ? block - start : 0n)
  const halving = saturatingFromInteger(U64F64, EMAPriceHalvingBlocks.get(ctx, netuid))
  const ramp = safeDivTrunc(U64F64, age, saturatingAdd(U64F64, age, halving))
  const most = saturatingFromFixedFloor(U64F64, I96F32, SubnetMovingAlpha.get(ctx))
  return saturatingMulFloor(U64F64, most, ramp)
}
