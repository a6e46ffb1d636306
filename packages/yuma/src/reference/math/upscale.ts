import {
  clampValue,
  divTruncOrZero,
  fixedToUnsigned,
  I32F32,
  integerToFixed,
  mulFloorSaturating,
  roundToInteger,
  U16_MAX,
  u16ProportionToFixed,
} from '../../fixed.ts'
import { normalize } from './normalize.ts'

/** Vectors of weights as they are set and stored (spec: 35-yuma-epoch §10). */

const U16_MAX_FIXED = integerToFixed(I32F32, U16_MAX)

/** From here on the product with 65535 would leave I32F32, so the division comes first. */
const LARGE = integerToFixed(I32F32, 32_768n)

/**
 * The vector scaled so that its largest element is 65535, rounded to the nearest u16.
 *
 * @param x raw I32F32, ≥ 0
 */
export function vecMaxUpscaleToU16(x: readonly bigint[]): readonly number[] {
  const max = largest(x)
  if (max === undefined) return []
  if (max === 0n) {
    return x.map((value) =>
      Number(fixedToUnsigned(I32F32, mulFloorSaturating(I32F32, value, U16_MAX_FIXED), U16_MAX)),
    )
  }
  const scale =
    max > LARGE
      ? (value: bigint) =>
          mulFloorSaturating(I32F32, value, divTruncOrZero(I32F32, U16_MAX_FIXED, max))
      : (value: bigint) =>
          divTruncOrZero(I32F32, mulFloorSaturating(I32F32, value, U16_MAX_FIXED), max)
  return x.map((value) => Number(clampValue(roundToInteger(I32F32, scale(value)), 0n, U16_MAX)))
}

/** A vector of u16 scaled so that its largest element is 65535. */
export const vecU16MaxUpscaleToU16 = (x: readonly number[]): readonly number[] =>
  vecMaxUpscaleToU16(toFixed(x))

/**
 * Whether the largest share of a vector of u16 is at most `limit`. True for an empty vector.
 *
 * @param limit u16, 65535 = 1
 */
export function checkVecMaxLimited(x: readonly number[], limit: number): boolean {
  const max = largest(normalize(toFixed(x)))
  return max === undefined || max <= u16ProportionToFixed(limit)
}

const toFixed = (x: readonly number[]): readonly bigint[] =>
  x.map((value) => integerToFixed(I32F32, BigInt(value)))

const largest = (x: readonly bigint[]): bigint | undefined =>
  x.reduce<bigint | undefined>(
    (max, value) => (max === undefined || value > max ? value : max),
    undefined,
  )
