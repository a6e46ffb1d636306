import {
  fixedFromRaw,
  Perquintill,
  safeDivTrunc,
  saturatingFloorToU64,
  saturatingFromInteger,
  saturatingMulFloor,
  saturatingSub,
  shareFromRationalFloor,
  U64F64,
} from '@plexus/primitives'
import { powRatioScaled } from './pow-ratio.ts'

// The curve of a pool of two assets with weights (spec: 40-amm §2, §3, §7). x is the reserve of
// alpha, y that of TAO, w2 the weight of TAO in parts of 10^18. Amounts are in rao and 10⁻⁹ alpha.

const WHOLE = Perquintill.whole
const MIN_WEIGHT = 10n ** 16n
const SWAP_PRECISION = 256n
const LIMIT_PRECISION = 1024n
const U64_MAX = (1n << 64n) - 1n
const U128_MAX = (1n << 128n) - 1n
const SCALE = saturatingFromInteger(U64F64, WHOLE)

/** The weights of a pool that nobody has changed. */
export const HALF: Perquintill = Perquintill.fromParts(WHOLE >> 1n)

/** Whether a pool may have this weight of TAO. */
export const isWeightAllowed = (w2: Perquintill): boolean =>
  w2 >= MIN_WEIGHT && WHOLE - w2 >= MIN_WEIGHT

/** Weight of alpha. */
export const weightOfAlpha = (w2: Perquintill): Perquintill => Perquintill.fromParts(WHOLE - w2)

/** TAO per alpha; 0 where a reserve is missing. */
export function priceOf(w2: Perquintill, x: bigint, y: bigint): U64F64 {
  const weights = safeDivTrunc(U64F64, fix(weightOfAlpha(w2)), fix(w2))
  return saturatingMulFloor(U64F64, weights, safeDivTrunc(U64F64, fix(y), fix(x)))
}

/**
 * (reserve / (reserve + paid)) ^ (weightIn / weightOut): the part of the other reserve that stays.
 * It is at most 1 unless something is taken out.
 *
 * @param paid into the reserve; below 0 where it is taken out
 */
export function remainingRatio(
  reserve: bigint,
  paid: bigint,
  weightIn: Perquintill,
  weightOut: Perquintill,
): U64F64 {
  const after = clamped(reserve + paid)
  if (after === 0n) return U64F64.zero
  const power = powRatioScaled(
    { numerator: reserve, denominator: after },
    { numerator: weightIn, denominator: weightOut },
    SWAP_PRECISION,
    WHOLE,
  )
  if (power === undefined || power > U64_MAX) return U64F64.zero
  const ratio = safeDivTrunc(U64F64, fix(power), SCALE)
  return paid >= 0n && ratio > U64F64.one ? U64F64.one : ratio
}

/** What the pool pays out for what is paid in, rounded down. */
export function amountOut(
  reserves: { readonly input: bigint; readonly output: bigint },
  paid: bigint,
  weightIn: Perquintill,
  weightOut: Perquintill,
): bigint {
  const stays = remainingRatio(reserves.input, paid, weightIn, weightOut)
  const leaves = saturatingSub(U64F64, U64F64.one, stays)
  return saturatingFloorToU64(U64F64, saturatingMulFloor(U64F64, fix(reserves.output), leaves))
}

/**
 * What must be paid into a reserve until the price has moved from one value to another, rounded
 * down: reserve · (ratio ^ weightOut − 1).
 *
 * @param ratio of the larger to the smaller price
 */
export function amountInForRatio(
  ratio: { readonly numerator: U64F64; readonly denominator: U64F64 },
  weightOut: Perquintill,
  reserve: bigint,
): bigint {
  const power = powRatioScaled(
    ratio,
    { numerator: weightOut, denominator: WHOLE },
    LIMIT_PRECISION,
    WHOLE,
  )
  if (power === undefined) return 0n
  const growth = safeDivTrunc(U64F64, fix(clamped(power)), SCALE)
  const share = saturatingSub(U64F64, growth, U64F64.one)
  return saturatingFloorToU64(U64F64, saturatingMulFloor(U64F64, fix(reserve), share))
}

/** What must be sold to get exactly so much TAO, rounded down. */
export function alphaForExactTao(w2: Perquintill, y: bigint, x: bigint, tao: bigint): bigint {
  const ratio = remainingRatio(y, -tao, w2, weightOfAlpha(w2))
  const share = saturatingSub(U64F64, ratio, U64F64.one)
  return saturatingFloorToU64(U64F64, saturatingMulFloor(U64F64, fix(x), share))
}

/** The weight of TAO that keeps the price while both reserves grow, or `undefined` out of bounds. */
export function weightAfterInjection(
  w2: Perquintill,
  reserves: { readonly x: bigint; readonly y: bigint },
  added: { readonly alpha: bigint; readonly tao: bigint },
): Perquintill | undefined {
  const { x, y } = reserves
  const alpha = mulPartsRound(weightOfAlpha(w2), saturated128(y * (x + added.alpha)))
  const tao = mulPartsRound(w2, saturated128(x * (y + added.tao)))
  const sum = saturated128(alpha + tao)
  const weight = sum === 0n ? HALF : shareFromRationalFloor(Perquintill, tao, sum)
  return isWeightAllowed(weight) ? weight : undefined
}

/** The weight of TAO with which these reserves have this price; it may be out of bounds. */
export function weightForPrice(price: U64F64, x: bigint, y: bigint): Perquintill | undefined {
  const whole = saturated128((price >> U64F64.fraction) * x)
  const fraction = fixedFromRaw(U64F64, BigInt.asUintN(64, price))
  const rest = saturatingMulFloor(U64F64, fix(x), fraction) >> U64F64.fraction
  const sum = saturated128(saturated128(whole + rest) + y)
  return sum === 0n ? undefined : shareFromRationalFloor(Perquintill, y, sum)
}

/** A share of a 128-bit amount, to the nearest, halves up. */
export const mulPartsRound = (share: Perquintill, amount: bigint): bigint =>
  saturated128((amount * share + (WHOLE >> 1n)) / WHOLE)

const fix = (integer: bigint): U64F64 => saturatingFromInteger(U64F64, integer)

const saturated128 = (value: bigint): bigint => (value > U128_MAX ? U128_MAX : value)

function clamped(amount: bigint): bigint {
  if (amount < 0n) return 0n
  return amount > U64_MAX ? U64_MAX : amount
}
