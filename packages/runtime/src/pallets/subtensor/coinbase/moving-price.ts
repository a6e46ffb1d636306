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

function updateMovingPrice(ctx: Context, netuid: NetUid): void {
  const next = nextMovingPrice({
    average: movingPrice(ctx, netuid),
    price: currentAlphaPrice(ctx, netuid),
    age: blocksSinceStart(FirstEmissionBlockNumber.get(ctx, netuid), currentBlock(ctx)),
    halvingBlocks: EMAPriceHalvingBlocks.get(ctx, netuid),
    movingAlpha: SubnetMovingAlpha.get(ctx),
  })
  SubnetMovingPrice.set(ctx, netuid, next)
}

/** Blocks since the call that started a subnet, the block before that of its first emission. */
export function blocksSinceStart(firstEmission: bigint | undefined, block: bigint): bigint {
  const start = firstEmission === undefined || firstEmission === 0n ? 0n : firstEmission - 1n
  return block > start ? block - start : 0n
}

/** What moves the average of a price; prices in rao per 10⁻⁹ alpha. */
export interface PriceStep {
  readonly average: U64F64
  /** Above 1 it counts as 1. */
  readonly price: U64F64
  /** Blocks since the subnet was started. */
  readonly age: bigint
  /** The age at which the present counts half of what it may count. */
  readonly halvingBlocks: bigint
  /** The most that the present may count, of 1. */
  readonly movingAlpha: I96F32
}

/** The average a block later. It keeps 32 fraction bits, so that a low price takes long to show. */
export function nextMovingPrice(step: PriceStep): I96F32 {
  const weight = weightOfPresent(step)
  const price = step.price < U64F64.one ? step.price : U64F64.one
  const past = saturatingSub(U64F64, U64F64.one, weight)
  const next = saturatingAdd(
    U64F64,
    saturatingMulFloor(U64F64, weight, price),
    saturatingMulFloor(U64F64, past, step.average),
  )
  return saturatingFromFixedFloor(I96F32, U64F64, next)
}

/** Whether root's dividends are sold at all: the averages add up to more than 1. */
export function sellsForRoot(ctx: Context, emitTo: readonly NetUid[]): boolean {
  let total = U64F64.zero
  for (const netuid of emitTo) total = wrappingAdd(U64F64, total, movingPrice(ctx, netuid))
  return total > U64F64.one
}

/** How much the present price counts: more and more in the first weeks of a subnet. */
function weightOfPresent({ age, halvingBlocks, movingAlpha }: PriceStep): U64F64 {
  const blocks = saturatingFromInteger(U64F64, age)
  const halving = saturatingFromInteger(U64F64, halvingBlocks)
  const ramp = safeDivTrunc(U64F64, blocks, saturatingAdd(U64F64, blocks, halving))
  const most = saturatingFromFixedFloor(U64F64, I96F32, movingAlpha)
  return saturatingMulFloor(U64F64, most, ramp)
}
