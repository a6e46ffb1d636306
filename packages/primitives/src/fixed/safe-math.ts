import {
  absDiff,
  checkedDivTrunc,
  safeDivTrunc,
  saturatingAdd,
  saturatingMulFloor,
} from './arithmetic.ts'
import { saturatingFromF64Bits } from './convert.ts'
import { checked, wrapped } from './format.ts'
import type { Fixed, FixedFormat } from './format.ts'

// The chain's own functions, apart from those of the fixed-point library.

const I32_MAX = 2_147_483_647
const BISECTION_TURNS = 129

/** The doubles 1/2 … 1/8 and ln 2, with the rounding of the reference's literals. */
const RECIPROCAL_BITS: readonly bigint[] = [
  0x3fe0000000000000n,
  0x3fd5555555555555n,
  0x3fd0000000000000n,
  0x3fc999999999999an,
  0x3fc5555555555555n,
  0x3fc2492492492492n,
  0x3fc0000000000000n,
]
const LN_2_BITS = 0x3fe62e42fefa39efn

/**
 * x^exponent by squaring; intermediate products saturate. `undefined` only for 0 to a negative
 * exponent.
 *
 * @param exponent an integer, clamped to 32 signed bits
 */
export function checkedPow<N extends string>(
  format: FixedFormat<N>,
  x: Fixed<NoInfer<N>>,
  exponent: number,
): Fixed<NoInfer<N>> | undefined {
  if (exponent === 0) return format.one
  if (x === format.zero) return exponent < 0 ? undefined : format.zero
  const limit = exponent < 0 ? I32_MAX + 1 : I32_MAX
  const magnitude = exponent < 0 ? -exponent : exponent
  let rest = magnitude > limit ? limit : magnitude
  let base: Fixed<N> = x
  let power: Fixed<N> = format.one
  while (rest > 0) {
    if ((rest & 1) === 1) power = saturatingMulFloor(format, power, base)
    base = saturatingMulFloor(format, base, base)
    rest >>>= 1
  }
  return exponent < 0 ? safeDivTrunc(format, format.one, power) : power
}

/** The square root of x by bisection, until x / root and root differ by at most `epsilon`. */
export function checkedSqrt<N extends string>(
  format: FixedFormat<N>,
  x: Fixed<NoInfer<N>>,
  epsilon: Fixed<NoInfer<N>>,
): Fixed<NoInfer<N>> | undefined {
  if (x < 0n) return undefined
  const two = wrapped(format, format.one << 1n)
  const above = x > format.one
  let high: Fixed<N> = above ? x : format.one
  let low: Fixed<N> = above ? format.zero : x
  let middle: Fixed<N> = safeDivTrunc(format, saturatingAdd(format, high, low), two)
  let quotient: Fixed<N> = safeDivTrunc(format, x, middle)
  for (let turn = 0; turn < BISECTION_TURNS; turn += 1) {
    if (absDiff(format, quotient, middle) <= epsilon) break
    if (quotient < middle) high = middle
    else low = middle
    middle = safeDivTrunc(format, saturatingAdd(format, high, low), two)
    quotient = safeDivTrunc(format, x, middle)
  }
  return middle
}

/** The natural logarithm of x by halving into [1, 2) and eight terms of the series; x > 0. */
export function checkedLn<N extends string>(
  format: FixedFormat<N>,
  x: Fixed<NoInfer<N>>,
): Fixed<NoInfer<N>> | undefined {
  if (x <= 0n) return undefined
  let mantissa: bigint = x
  let exponent = 0n
  for (; mantissa >= format.one << 1n; exponent += 1n) mantissa >>= 1n
  for (; mantissa < format.one; exponent -= 1n) mantissa <<= 1n

  const z = wrapped(format, mantissa - format.one)
  let power: Fixed<N> = z
  let sum: bigint = z
  for (const [at, bits] of RECIPROCAL_BITS.entries()) {
    power = saturatingMulFloor(format, power, z)
    const term: bigint = saturatingMulFloor(format, power, saturatingFromF64Bits(format, bits))
    sum += (at & 1) === 0 ? -term : term
  }
  // A whole number times a fixed one is exact.
  const whole = exponent * saturatingFromF64Bits(format, LN_2_BITS)
  return checked(format, sum + whole)
}

/** The logarithm of x to `base`; `undefined` unless x > 0, base > 0 and base ≠ 1. */
export function checkedLog<N extends string>(
  format: FixedFormat<N>,
  x: Fixed<NoInfer<N>>,
  base: Fixed<NoInfer<N>>,
): Fixed<NoInfer<N>> | undefined {
  const numerator = checkedLn(format, x)
  const denominator = base === format.one ? undefined : checkedLn(format, base)
  if (numerator === undefined || denominator === undefined) return undefined
  return checkedDivTrunc(format, numerator, denominator)
}
