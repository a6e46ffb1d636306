import { checked, saturated, wrapped } from './format.ts'
import type { Fixed, FixedFormat } from './format.ts'

// Each operation computes the exact integer, rounds as its name says, then meets the bounds of the
// format as its name says (spec: 35-yuma-epoch §1.2). Floor is towards −∞, trunc towards 0.

/** a + b, at the bound on overflow. */
export function saturatingAdd<N extends string>(
  format: FixedFormat<N>,
  a: Fixed<NoInfer<N>>,
  b: Fixed<NoInfer<N>>,
): Fixed<NoInfer<N>> {
  return saturated(format, a + b)
}

/** a − b, at the bound on overflow; so an unsigned difference is at least 0. */
export function saturatingSub<N extends string>(
  format: FixedFormat<N>,
  a: Fixed<NoInfer<N>>,
  b: Fixed<NoInfer<N>>,
): Fixed<NoInfer<N>> {
  return saturated(format, a - b)
}

/** a · b, at the bound on overflow. */
export function saturatingMulFloor<N extends string>(
  format: FixedFormat<N>,
  a: Fixed<NoInfer<N>>,
  b: Fixed<NoInfer<N>>,
): Fixed<NoInfer<N>> {
  return saturated(format, (a * b) >> format.fraction)
}

/** a / b, at the bound on overflow. @throws RangeError when `b` is 0, which is a caller's bug. */
export function saturatingDivTrunc<N extends string>(
  format: FixedFormat<N>,
  a: Fixed<NoInfer<N>>,
  b: Fixed<NoInfer<N>>,
): Fixed<NoInfer<N>> {
  return saturated(format, (a << format.fraction) / b)
}

/** a / b, or 0 when `b` is 0 and also on overflow: the chain's `safe_div`. */
export function safeDivTrunc<N extends string>(
  format: FixedFormat<N>,
  a: Fixed<NoInfer<N>>,
  b: Fixed<NoInfer<N>>,
): Fixed<NoInfer<N>> {
  return checkedDivTrunc(format, a, b) ?? format.zero
}

/** a + b, or `undefined` on overflow. */
export function checkedAdd<N extends string>(
  format: FixedFormat<N>,
  a: Fixed<NoInfer<N>>,
  b: Fixed<NoInfer<N>>,
): Fixed<NoInfer<N>> | undefined {
  return checked(format, a + b)
}

/** a − b, or `undefined` on overflow. */
export function checkedSub<N extends string>(
  format: FixedFormat<N>,
  a: Fixed<NoInfer<N>>,
  b: Fixed<NoInfer<N>>,
): Fixed<NoInfer<N>> | undefined {
  return checked(format, a - b)
}

/** a · b, or `undefined` on overflow. */
export function checkedMulFloor<N extends string>(
  format: FixedFormat<N>,
  a: Fixed<NoInfer<N>>,
  b: Fixed<NoInfer<N>>,
): Fixed<NoInfer<N>> | undefined {
  return checked(format, (a * b) >> format.fraction)
}

/** a / b, or `undefined` on overflow and when `b` is 0. */
export function checkedDivTrunc<N extends string>(
  format: FixedFormat<N>,
  a: Fixed<NoInfer<N>>,
  b: Fixed<NoInfer<N>>,
): Fixed<NoInfer<N>> | undefined {
  const divisor: bigint = b
  return divisor === 0n ? undefined : checked(format, (a << format.fraction) / b)
}

/** a + b modulo 2^bits: what plain addition does in the released runtime. */
export function wrappingAdd<N extends string>(
  format: FixedFormat<N>,
  a: Fixed<NoInfer<N>>,
  b: Fixed<NoInfer<N>>,
): Fixed<NoInfer<N>> {
  return wrapped(format, a + b)
}

/** The distance between two numbers, at the bound on overflow. */
export function absDiff<N extends string>(
  format: FixedFormat<N>,
  a: Fixed<NoInfer<N>>,
  b: Fixed<NoInfer<N>>,
): Fixed<NoInfer<N>> {
  return a < b ? saturated(format, b - a) : saturated(format, a - b)
}
