import {
  safeDivTrunc,
  saturatingFloorToU64,
  saturatingFromInteger,
  saturatingMulFloor,
  saturatingSub,
  U64F64,
} from '@plexus/primitives'
import type { AlphaRao, NetUid, Rao } from '@plexus/primitives'
import type { Context } from '../../frame/context.ts'
import { isDynamic } from './price.ts'
import { FeeRate } from './storage.ts'

const RATE_WHOLE = saturatingFromInteger(U64F64, 65_535n)

/** The fee of swapping an amount, taken out of it; rounded down, 0 where there is no pool. */
export function approxFeeAmount<A extends Rao | AlphaRao>(
  ctx: Context,
  netuid: NetUid,
  amount: A,
): A {
  return (isDynamic(ctx, netuid) ? feeWithin(ctx, netuid, amount) : 0n) as A
}

/** The fee inside an amount. @param amount in rao or 10⁻⁹ alpha, as of the result */
export function feeWithin(ctx: Context, netuid: NetUid, amount: bigint): bigint {
  return feeAt(safeDivTrunc(U64F64, rateOf(ctx, netuid), RATE_WHOLE), amount)
}

/** The fee on top of an amount that the pool shall get in full. */
export function feeOnTop(ctx: Context, netuid: NetUid, amount: bigint): bigint {
  const rate = rateOf(ctx, netuid)
  return feeAt(safeDivTrunc(U64F64, rate, saturatingSub(U64F64, RATE_WHOLE, rate)), amount)
}

const rateOf = (ctx: Context, netuid: NetUid): U64F64 =>
  saturatingFromInteger(U64F64, BigInt(FeeRate.get(ctx, netuid)))

const feeAt = (rate: U64F64, amount: bigint): bigint =>
  saturatingFloorToU64(
    U64F64,
    saturatingMulFloor(U64F64, saturatingFromInteger(U64F64, amount), rate),
  )
