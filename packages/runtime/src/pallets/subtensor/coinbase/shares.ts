import {
  safeDivTrunc,
  saturatingAdd,
  saturatingFromFixedFloor,
  saturatingMulFloor,
  saturatingSub,
  U64F64,
  U96F32,
} from '@plexus/primitives'
import type { NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { MinerBurned, SubnetEmissionEnabled } from '../storage/emission.ts'
import { byNumber } from '../types.ts'
import { movingPrice } from './moving-price.ts'

/** A subnet's part of the emission, of 1. */
export interface EmissionShare {
  readonly netuid: NetUid
  readonly share: U64F64
}

/** TAO that a block emits for a subnet, in rao with 32 fraction bits. */
export interface SubnetEmission {
  readonly netuid: NetUid
  readonly emission: U96F32
}

/**
 * Divides the emission of a block (spec: 30-block-step §7.2). A subnet whose emission is switched
 * off gets none and stays in the list: its alpha is emitted all the same.
 *
 * @param blockEmission in rao
 * @returns by netuid
 */
export function subnetEmissions(
  ctx: Context,
  emitTo: readonly NetUid[],
  blockEmission: U96F32,
): readonly SubnetEmission[] {
  const total = saturatingFromFixedFloor(U64F64, U96F32, blockEmission)
  return enabledShares(ctx, emissionShares(ctx, emitTo)).map(({ netuid, share }) => ({
    netuid,
    emission: saturatingFromFixedFloor(U96F32, U64F64, saturatingMulFloor(U64F64, total, share)),
  }))
}

/** Shares by price, less for subnets that withhold emission from miners. @returns by netuid */
export function emissionShares(ctx: Context, emitTo: readonly NetUid[]): readonly EmissionShare[] {
  const byPrice = priceShares(ctx, emitTo)
  const weighed = byPrice.map(({ netuid, share }) => {
    const withheld = saturatingFromFixedFloor(U64F64, U96F32, MinerBurned.get(ctx, netuid))
    const paid = saturatingSub(U64F64, U64F64.one, withheld)
    return { netuid, share: saturatingMulFloor(U64F64, share, paid) }
  })
  const total = sum(weighed)
  return total > 0n ? weighed.map((each) => ofTotal(each, total)) : byPrice
}

/** Shares by the moving average of the price. @returns by netuid */
export function priceShares(ctx: Context, emitTo: readonly NetUid[]): readonly EmissionShare[] {
  const prices = [...emitTo]
    .sort(byNumber)
    .map((netuid) => ({ netuid, share: movingPrice(ctx, netuid) }))
  const total = sum(prices)
  return prices.map((each) => ofTotal(each, total))
}

function enabledShares(ctx: Context, shares: readonly EmissionShare[]): readonly EmissionShare[] {
  const isEnabled = ({ netuid }: EmissionShare): boolean => SubnetEmissionEnabled.get(ctx, netuid)
  const enabled = shares.filter(isEnabled)
  if (enabled.length === shares.length) return shares
  const total = sum(enabled)
  return shares.map((each) =>
    isEnabled(each) ? ofTotal(each, total) : { netuid: each.netuid, share: U64F64.zero },
  )
}

const sum = (shares: readonly EmissionShare[]): U64F64 =>
  shares.reduce((total, { share }) => saturatingAdd(U64F64, total, share), U64F64.zero)

const ofTotal = ({ netuid, share }: EmissionShare, total: U64F64): EmissionShare => ({
  netuid,
  share: safeDivTrunc(U64F64, share, total),
})
