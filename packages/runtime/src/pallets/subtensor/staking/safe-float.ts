import { i64, struct, u128 } from '@plexus/primitives'
import type { U64F64, ValueOf } from '@plexus/primitives'

/** `share_pool::SafeFloat`: mantissa · 10^exponent (spec: 10-state §2.2). */
export const SafeFloat = struct(
  { mantissa: u128, exponent: i64 },
  { path: ['share_pool', 'SafeFloat'] },
)

/** Normalised: the mantissa is above 10^20 and at most 10^21; zero is (0, 0). */
export type SafeFloat = ValueOf<typeof SafeFloat>

export const SAFE_FLOAT_ZERO: SafeFloat = { mantissa: 0n, exponent: 0n }

const MAX_MANTISSA = 10n ** 21n
const MIN_MANTISSA = 10n ** 20n
const MAX_DIGITS = 21n
const I64_MIN = -(1n << 63n)
const I64_MAX = (1n << 63n) - 1n
const U64_MAX = (1n << 64n) - 1n
const FRACTION_BITS = 64n

/** The number mantissa · 10^exponent, or `undefined` above a mantissa of 10^21. */
export function safeFloat(mantissa: bigint, exponent: bigint): SafeFloat | undefined {
  return mantissa > MAX_MANTISSA ? undefined : normalized(mantissa, exponent)
}

/** An amount as it is. @param amount 0 to 2^64 − 1 */
export const u64ToSafeFloat = (amount: bigint): SafeFloat => orZero(safeFloat(amount, 0n))

/** A share of the old maps: whole part and fraction are rounded down one by one. */
export function fixedToSafeFloat(value: U64F64): SafeFloat {
  const whole = orZero(safeFloat(value >> FRACTION_BITS, 0n))
  const rest = orZero(safeFloat(value & U64_MAX, 0n))
  const unit = orZero(safeFloat(1n << FRACTION_BITS, 0n))
  return orZero(addSafeFloats(whole, orZero(divideSafeFloats(rest, unit))))
}

/** Rounded down, at most 2^64 − 1. Powers of ten beyond 22 count as 22. */
export function safeFloatToU64({ mantissa, exponent }: SafeFloat): bigint {
  const scale = cappedPowerOfTen(exponent < 0n ? -exponent : exponent)
  const value = exponent > 0n ? mantissa * scale : mantissa / scale
  return value > U64_MAX ? U64_MAX : value
}

/** a + b, or `undefined` where the exponent overflows. */
export function addSafeFloats(a: SafeFloat, b: SafeFloat): SafeFloat | undefined {
  if (a.mantissa === 0n) return b
  if (b.mantissa === 0n) return a
  const { left, right, exponent } = aligned(a, b)
  return normalized(left + right, exponent)
}

/** a − b, at least 0; `undefined` for 0 − b and where the exponent overflows. */
export function subtractSafeFloats(a: SafeFloat, b: SafeFloat): SafeFloat | undefined {
  if (a.mantissa === 0n) return b.mantissa === 0n ? SAFE_FLOAT_ZERO : undefined
  if (b.mantissa === 0n) return a
  const { left, right, exponent } = aligned(a, b)
  return normalized(left > right ? left - right : 0n, exponent)
}

/** a / b rounded down, or `undefined` where b is 0 and where the exponent overflows. */
export function divideSafeFloats(a: SafeFloat, b: SafeFloat): SafeFloat | undefined {
  const exponent = inI64(a.exponent - b.exponent - MAX_DIGITS)
  if (exponent === undefined || b.mantissa === 0n) return undefined
  return normalized((a.mantissa * MAX_MANTISSA) / b.mantissa, exponent)
}

/** value · a / b rounded down once, or `undefined` as in a division. */
export function mulDivSafeFloats(
  value: SafeFloat,
  a: SafeFloat,
  b: SafeFloat,
): SafeFloat | undefined {
  if (b.mantissa === 0n) return undefined
  const product = inI64(value.exponent + a.exponent)
  const exponent = product === undefined ? undefined : inI64(product - b.exponent)
  if (exponent === undefined) return undefined
  return normalized((value.mantissa * a.mantissa) / b.mantissa, exponent)
}

/** Whether a > b. Zero has the exponent 0, which counts here. */
export function exceedsSafeFloat(a: SafeFloat, b: SafeFloat): boolean {
  if (a.exponent === b.exponent) return a.mantissa > b.mantissa
  const distance = a.exponent - b.exponent
  if (distance > 1n) return true
  if (distance < -1n) return false
  return distance === 1n ? 10n * a.mantissa > b.mantissa : a.mantissa > 10n * b.mantissa
}

/** The number, or zero where there is none. */
export const orZero = (value: SafeFloat | undefined): SafeFloat => value ?? SAFE_FLOAT_ZERO

function normalized(mantissa: bigint, exponent: bigint): SafeFloat | undefined {
  if (mantissa === 0n) return SAFE_FLOAT_ZERO
  let digits = mantissa
  let power = exponent
  for (; digits > MAX_MANTISSA; power += 1n) digits /= 10n
  for (; digits <= MIN_MANTISSA; power -= 1n) digits *= 10n
  return inI64(power) === undefined ? undefined : { mantissa: digits, exponent: power }
}

/** Both mantissas at the larger exponent; the smaller number is rounded down. */
function aligned(
  a: SafeFloat,
  b: SafeFloat,
): { readonly left: bigint; readonly right: bigint; readonly exponent: bigint } {
  const distance = a.exponent - b.exponent
  return distance >= 0n
    ? {
        left: a.mantissa,
        right: b.mantissa / cappedPowerOfTen(distance),
        exponent: a.exponent,
      }
    : {
        left: a.mantissa / cappedPowerOfTen(-distance),
        right: b.mantissa,
        exponent: b.exponent,
      }
}

const cappedPowerOfTen = (power: bigint): bigint =>
  10n ** (power > MAX_DIGITS ? MAX_DIGITS + 1n : power)

const inI64 = (value: bigint): bigint | undefined =>
  value < I64_MIN || value > I64_MAX ? undefined : value
