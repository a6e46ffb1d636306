import { alphaRao, rao, saturatingMinus } from '@plexus/primitives'
import type { AlphaRao, NetUid, Rao, U64F64 } from '@plexus/primitives'
import type { Context } from '../../frame/context.ts'
import { ensure, fail } from '../../frame/error.ts'
import { SubnetAlphaIn, SubnetTAO } from '../subtensor/storage/pools.ts'
import { HALF, isWeightAllowed, weightAfterInjection, weightForPrice } from './balancer.ts'
import { errors } from './errors.ts'
import { AlphaSqrtPrice, FeeRate, PalSwapInitialized, SwapBalancer } from './storage.ts'

/**
 * Sets the weights of a pool once: to one half, or so that its reserves have a given price
 * (spec: 40-amm §7).
 *
 * @throws DispatchFailure ReservesOutOfBalance where no allowed weight gives the price
 */
export function initializePool(ctx: Context, netuid: NetUid, price?: U64F64): void {
  if (PalSwapInitialized.get(ctx, netuid)) return
  const x = SubnetAlphaIn.get(ctx, netuid)
  const y = SubnetTAO.get(ctx, netuid)
  const weight = price === undefined ? HALF : weightForPrice(price, x, y)
  if (weight === undefined) return fail(errors.ReservesOutOfBalance)
  ensure(isWeightAllowed(weight), errors.ReservesOutOfBalance)
  SwapBalancer.set(ctx, netuid, { quote: weight })
  PalSwapInitialized.set(ctx, netuid, true)
}

/**
 * Keeps the price while the chain adds to both reserves (spec: 40-amm §7); the reserves are for the
 * caller to change.
 *
 * @returns what may be added; nothing where the weights would leave their bounds
 */
export function adjustProtocolLiquidity(
  ctx: Context,
  netuid: NetUid,
  tao: Rao,
  alpha: AlphaRao,
): { readonly tao: Rao; readonly alpha: AlphaRao } {
  const reserves = { x: SubnetAlphaIn.get(ctx, netuid), y: SubnetTAO.get(ctx, netuid) }
  const { quote } = SwapBalancer.get(ctx, netuid)
  const weight = weightAfterInjection(quote, reserves, { alpha, tao })
  if (weight === undefined) return { tao: rao(0n), alpha: alphaRao(0n) }
  SwapBalancer.set(ctx, netuid, { quote: weight })
  return { tao, alpha }
}

/** Forgets the pool of a subnet that is dissolved. */
export function clearProtocolLiquidity(ctx: Context, netuid: NetUid): void {
  const tao = SubnetTAO.get(ctx, netuid)
  const alpha = SubnetAlphaIn.get(ctx, netuid)
  if (tao > 0n) SubnetTAO.update(ctx, netuid, (total) => saturatingMinus(total, tao))
  if (alpha > 0n) SubnetAlphaIn.update(ctx, netuid, (total) => saturatingMinus(total, alpha))
  PalSwapInitialized.remove(ctx, netuid)
  FeeRate.remove(ctx, netuid)
  SwapBalancer.remove(ctx, netuid)
  AlphaSqrtPrice.remove(ctx, netuid)
}
