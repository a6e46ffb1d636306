import {
  netUid,
  rao,
  saturatingFloorToU64,
  saturatingFromInteger,
  saturatingMulFloor,
  U64F64,
} from '@plexus/primitives'
import type { NetUid, Rao } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { shouldRunEpoch } from '../epoch/schedule.ts'
import {
  Burn,
  BurnHalfLife,
  BurnIncreaseMult,
  MaxBurn,
  MinBurn,
  RegistrationsThisBlock,
  RegistrationsThisInterval,
} from '../storage/hyperparameters.ts'
import { allNetuids } from '../subnets/list.ts'
import { decayFactorQ32, mulQ32Floor } from './decay.ts'

const ROOT = netUid(0)
/** There is no earlier block that a price of the first one could have decayed from. */
const FIRST_BLOCK = 1n

/** The bounds of the price of a registration, in rao. */
export interface PriceBounds {
  readonly min: Rao
  /** Wins where it is below `min`. */
  readonly max: Rao
}

/** Lets every registration price fall and clears the counters of the block (spec: 30-block-step §4). */
export function updateRegistrationPrices(ctx: Context, block: bigint): void {
  for (const netuid of allNetuids(ctx)) {
    const price = Burn.get(ctx, netuid)
    const halfLife = BurnHalfLife.get(ctx, netuid)
    const next = decayedPrice(price, halfLife, block, priceBounds(ctx, netuid))
    if (next !== price) Burn.set(ctx, netuid, next)
    RegistrationsThisBlock.set(ctx, netuid, 0)
    if (netuid === ROOT && shouldRunEpoch(ctx, netuid, block)) {
      RegistrationsThisInterval.set(ctx, netuid, 0)
    }
  }
}

/** Makes the next registration in this block dearer; the root network is free. */
export function bumpRegistrationPrice(ctx: Context, netuid: NetUid): void {
  if (netuid === ROOT) return
  const multiplier = BurnIncreaseMult.get(ctx, netuid)
  const price = Burn.get(ctx, netuid)
  Burn.set(ctx, netuid, bumpedPrice(price, multiplier, priceBounds(ctx, netuid)))
}

/** The price of the next block. @param halfLife in blocks, 0 for no decay */
export function decayedPrice(
  price: Rao,
  halfLife: number,
  block: bigint,
  bounds: PriceBounds,
): Rao {
  if (halfLife === 0 || block <= FIRST_BLOCK) return withinBounds(price, bounds)
  return withinBounds(rao(mulQ32Floor(price, decayFactorQ32(halfLife))), bounds)
}

/** The price after a registration. @param multiplier below 1 it counts as 1 */
export function bumpedPrice(price: Rao, multiplier: U64F64, bounds: PriceBounds): Rao {
  const factor = multiplier > U64F64.one ? multiplier : U64F64.one
  const raised = saturatingMulFloor(U64F64, saturatingFromInteger(U64F64, price), factor)
  return withinBounds(rao(saturatingFloorToU64(U64F64, raised)), bounds)
}

const priceBounds = (ctx: Context, netuid: NetUid): PriceBounds => ({
  min: MinBurn.get(ctx, netuid),
  max: MaxBurn.get(ctx, netuid),
})

function withinBounds(price: Rao, { min, max }: PriceBounds): Rao {
  const raised = price < min ? min : price
  return raised > max ? max : raised
}
