import { alphaRao, rao } from '@plexus/primitives'
import type { NetUid } from '@plexus/primitives'
import type { Context } from '../../frame/context.ts'
import { TotalStake } from '../../pallets/subtensor/storage/emission.ts'
import { NetworksAdded } from '../../pallets/subtensor/storage/networks.ts'
import {
  SubnetAlphaIn,
  SubnetAlphaOut,
  SubnetMechanism,
  SubnetTAO,
  SubnetVolume,
} from '../../pallets/subtensor/storage/pools.ts'
import { currentAlphaPrice } from '../../pallets/swap/index.ts'
import { FeeRate, PalSwapInitialized, SwapBalancer } from '../../pallets/swap/storage.ts'
import type { Json } from '../difference.ts'
import { readU128, readU64 } from '../field.ts'
import type { Field } from '../field.ts'
import { readWeight } from './functions.ts'

const U16_MAX = 65_535

/** Puts a recorded pool into the state. */
export function writePool(ctx: Context, netuid: NetUid, pool: Field): void {
  SubnetMechanism.set(ctx, netuid, pool.at('mech').count(U16_MAX))
  if (pool.at('exists').flag()) NetworksAdded.set(ctx, netuid, true)
  SubnetAlphaIn.set(ctx, netuid, alphaRao(readU64(pool.at('x'))))
  SubnetTAO.set(ctx, netuid, rao(readU64(pool.at('y'))))
  SubnetAlphaOut.set(ctx, netuid, alphaRao(readU64(pool.at('alphaOut'))))
  const weight = pool.at('w2')
  if (!weight.isNone) SwapBalancer.set(ctx, netuid, { quote: readWeight(weight) })
  const feeRate = pool.at('feeRate')
  if (!feeRate.isNone) FeeRate.set(ctx, netuid, feeRate.count(U16_MAX))
  if (pool.at('init').flag()) PalSwapInitialized.set(ctx, netuid, true)
  TotalStake.set(ctx, rao(readU64(pool.at('totalStake'))))
  SubnetVolume.set(ctx, netuid, readU128(pool.at('volume')))
}

/** The pool as it stands, with its price. */
export function readPool(ctx: Context, netuid: NetUid): Json {
  const hasWeight = SwapBalancer.has(ctx, netuid)
  return {
    x: SubnetAlphaIn.get(ctx, netuid).toString(),
    y: SubnetTAO.get(ctx, netuid).toString(),
    alphaOut: SubnetAlphaOut.get(ctx, netuid).toString(),
    w2: hasWeight ? SwapBalancer.get(ctx, netuid).quote.toString() : null,
    init: PalSwapInitialized.get(ctx, netuid),
    totalStake: TotalStake.get(ctx).toString(),
    volume: SubnetVolume.get(ctx, netuid).toString(),
    price: currentAlphaPrice(ctx, netuid).toString(),
  }
}
