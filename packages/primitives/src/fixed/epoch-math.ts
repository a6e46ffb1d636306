import { safeDivTrunc, saturatingAdd, saturatingMulFloor, saturatingSub } from './arithmetic.ts'
import { saturatingFloorToU16, saturatingFromFixedFloor, saturatingFromInteger } from './convert.ts'
import { I32F32, I64F64 } from './format.ts'
import { exp, ln } from './transcendental.ts'

const U16_MAX = saturatingFromInteger(I32F32, 0xffffn)
const EXP_HIGHEST = saturatingFromInteger(I32F32, 20n)
const EXP_LOWEST = saturatingFromInteger(I32F32, -20n)
const MINUS_ONE = saturatingFromInteger(I32F32, -1n)

/** @param value 0 to 65,535 */
export const u16ToFixed = (value: number): I32F32 => saturatingFromInteger(I32F32, BigInt(value))

/** value / 65,535, rounded down; 65,535 gives exactly 1. @param value 0 to 65,535 */
export const u16ProportionToFixedFloor = (value: number): I32F32 =>
  safeDivTrunc(I32F32, u16ToFixed(value), U16_MAX)

/** x · 65,535 rounded down and clamped to 0…65,535. It never rounds up: 1 − 2^-32 gives 65,534. */
export const fixedProportionToU16Floor = (x: I32F32): number =>
  saturatingFloorToU16(I32F32, saturatingMulFloor(I32F32, x, U16_MAX))

/** x / 65,535. */
export const fixedToU16ProportionTrunc = (x: I32F32): I32F32 => safeDivTrunc(I32F32, x, U16_MAX)

/** e^x for x clamped to −20…20. */
export function expSafe(x: I32F32): I32F32 {
  const capped = x > EXP_HIGHEST ? EXP_HIGHEST : x
  const clamped = capped < EXP_LOWEST ? EXP_LOWEST : capped
  return exp(I32F32, clamped) ?? (clamped <= 0n ? I32F32.zero : I32F32.max)
}

/** ln x, or 0 where there is none. */
export const lnSafe = (x: I32F32): I32F32 => ln(I32F32, x) ?? I32F32.zero

/** 1 / (1 + e^(−rho · (x − kappa))). */
export function sigmoidSafe(x: I32F32, rho: I32F32, kappa: I32F32): I32F32 {
  const slope = saturatingMulFloor(I32F32, rho, MINUS_ONE)
  const power = expSafe(saturatingMulFloor(I32F32, slope, saturatingSub(I32F32, x, kappa)))
  return safeDivTrunc(I32F32, I32F32.one, saturatingAdd(I32F32, power, I32F32.one))
}

/**
 * The share of new bonds in a subnet's moving average: 1 − average / 1,000,000.
 *
 * @param average the stored `BondsMovingAverage`; above 1,000,000 the share is negative
 */
export function emaAlpha(average: bigint): I32F32 {
  const million = saturatingFromInteger(I64F64, 1_000_000n)
  const ratio = safeDivTrunc(I64F64, saturatingFromInteger(I64F64, average), million)
  return saturatingSub(I32F32, I32F32.one, saturatingFromFixedFloor(I32F32, I64F64, ratio))
}
