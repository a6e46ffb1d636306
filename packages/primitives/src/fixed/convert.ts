import { RangeViolation } from '../types/brand.ts'
import { checked, saturated, wrapped } from './format.ts'
import type { Fixed, FixedFormat } from './format.ts'

/** An integer as a fixed-point number, at the bound when it is too large. */
export function saturatingFromInteger<N extends string>(
  format: FixedFormat<N>,
  integer: bigint,
): Fixed<NoInfer<N>> {
  return saturated(format, integer << format.fraction)
}

/** A number of another format, rounded down where bits are lost, at the bound when too large. */
export function saturatingFromFixedFloor<N extends string, S extends string>(
  format: FixedFormat<N>,
  source: FixedFormat<S>,
  value: Fixed<NoInfer<S>>,
): Fixed<NoInfer<N>> {
  // A negative count shifts to the right, which is floor.
  return saturated(format, value << (format.fraction - source.fraction))
}

/**
 * The number nearest to an IEEE 754 double, ties to even, at the bound when it is too large.
 *
 * @param bits of the double, e.g. 0x3fe0000000000000n for one half. Deterministic code has no
 * floats, so the reference's float constants are written as their bits.
 * @throws RangeViolation on NaN
 */
export function saturatingFromF64Bits<N extends string>(
  format: FixedFormat<N>,
  bits: bigint,
): Fixed<NoInfer<N>> {
  return saturatingFromFloat(format, bits, 11n, 52n)
}

/** As `saturatingFromF64Bits` for a single-precision float, e.g. 0x3f000000n for one half. */
export function saturatingFromF32Bits<N extends string>(
  format: FixedFormat<N>,
  bits: bigint,
): Fixed<NoInfer<N>> {
  return saturatingFromFloat(format, bits, 8n, 23n)
}

/** The integer part, between the bounds given: rounded down, then clamped. */
export function saturatingFloorToInteger<N extends string>(
  format: FixedFormat<N>,
  value: Fixed<NoInfer<N>>,
  min: bigint,
  max: bigint,
): bigint {
  const integer = value >> format.fraction
  if (integer < min) return min
  return integer > max ? max : integer
}

/** Rounded down, then clamped to 0…65,535. */
export function saturatingFloorToU16<N extends string>(
  format: FixedFormat<N>,
  value: Fixed<NoInfer<N>>,
): number {
  return Number(saturatingFloorToInteger(format, value, 0n, 0xffffn))
}

/** Rounded down, then clamped to 0…2^64 − 1. */
export function saturatingFloorToU64<N extends string>(
  format: FixedFormat<N>,
  value: Fixed<NoInfer<N>>,
): bigint {
  return saturatingFloorToInteger(format, value, 0n, (1n << 64n) - 1n)
}

/** Rounded down, then clamped to 0…2^128 − 1. */
export function saturatingFloorToU128<N extends string>(
  format: FixedFormat<N>,
  value: Fixed<NoInfer<N>>,
): bigint {
  return saturatingFloorToInteger(format, value, 0n, (1n << 128n) - 1n)
}

/** Rounded down, then clamped to −2^63…2^63 − 1. */
export function saturatingFloorToI64<N extends string>(
  format: FixedFormat<N>,
  value: Fixed<NoInfer<N>>,
): bigint {
  return saturatingFloorToInteger(format, value, -(1n << 63n), (1n << 63n) - 1n)
}

/** The largest whole number not above `value`; always within the format. */
export function floor<N extends string>(
  format: FixedFormat<N>,
  value: Fixed<NoInfer<N>>,
): Fixed<NoInfer<N>> {
  return wrapped(format, (value >> format.fraction) << format.fraction)
}

/** `value` less its floor: from 0 to just below 1. */
export function fractionOf<N extends string>(
  format: FixedFormat<N>,
  value: Fixed<NoInfer<N>>,
): Fixed<NoInfer<N>> {
  return wrapped(format, value - floor(format, value))
}

/** The smallest whole number not below `value`, or `undefined` when the format has none. */
export function checkedCeil<N extends string>(
  format: FixedFormat<N>,
  value: Fixed<NoInfer<N>>,
): Fixed<NoInfer<N>> | undefined {
  const upwards = value + format.one - 1n
  return checked(format, (upwards >> format.fraction) << format.fraction)
}

/** The nearest whole number, ties away from zero, modulo 2^bits. */
export function wrappingRound<N extends string>(
  format: FixedFormat<N>,
  value: Fixed<NoInfer<N>>,
): Fixed<NoInfer<N>> {
  const raw: bigint = value
  const half = format.one >> 1n
  const integer = ((raw < 0n ? -raw : raw) + half) >> format.fraction
  return wrapped(format, (raw < 0n ? -integer : integer) << format.fraction)
}

function saturatingFromFloat<N extends string>(
  format: FixedFormat<N>,
  bits: bigint,
  exponentBits: bigint,
  mantissaBits: bigint,
): Fixed<NoInfer<N>> {
  const topExponent = (1n << exponentBits) - 1n
  const negative = (bits >> (exponentBits + mantissaBits)) & 1n
  const exponent = (bits >> mantissaBits) & topExponent
  const fraction = bits & ((1n << mantissaBits) - 1n)
  if (exponent === topExponent) {
    if (fraction !== 0n) throw new RangeViolation('number (it is NaN)', bits)
    return negative === 1n ? format.min : format.max
  }
  const mantissa = exponent === 0n ? fraction : fraction | (1n << mantissaBits)
  const bias = topExponent >> 1n
  const scale = (exponent === 0n ? 1n : exponent) - bias - mantissaBits + format.fraction
  const magnitude = scale >= 0n ? mantissa << scale : shiftNearestEven(mantissa, -scale)
  return saturated(format, negative === 1n ? -magnitude : magnitude)
}

function shiftNearestEven(value: bigint, by: bigint): bigint {
  const quotient = value >> by
  const twiceRest = (value - (quotient << by)) << 1n
  const unit = 1n << by
  const up = twiceRest > unit || (twiceRest === unit && (quotient & 1n) === 1n)
  return up ? quotient + 1n : quotient
}
