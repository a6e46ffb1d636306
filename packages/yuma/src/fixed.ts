/**
 * Fixed-point arithmetic on raw integers: a number of a type with `fractionBits` = f is worth
 * raw / 2^f. Every function computes the exact result first, then rounds and treats overflow as its
 * name says (spec: 35-yuma-epoch §1.2).
 */

/** The layout of a fixed-point type. */
export interface FixedType {
  /** All bits, the sign included. */
  readonly bits: number
  readonly fractionBits: bigint
  /** The smallest raw value. */
  readonly min: bigint
  /** The largest raw value. */
  readonly max: bigint
}

/** The type of every vector and matrix of the epoch. */
export const I32F32: FixedType = {
  bits: 64,
  fractionBits: 32n,
  min: -(1n << 63n),
  max: (1n << 63n) - 1n,
}

/** The type of total stake, its normalisation and the bonds moving average. */
export const I64F64: FixedType = {
  bits: 128,
  fractionBits: 64n,
  min: -(1n << 127n),
  max: (1n << 127n) - 1n,
}

/** The type of inherited stake. */
export const U96F32: FixedType = {
  bits: 128,
  fractionBits: 32n,
  min: 0n,
  max: (1n << 128n) - 1n,
}

/** 1 in I32F32. */
export const ONE = 1n << 32n

/** The largest u16. */
export const U16_MAX = 65_535n

/** The largest u64. */
export const U64_MAX = (1n << 64n) - 1n

/** a + b, clamped to the range of `type`. */
export const addSaturating = (type: FixedType, a: bigint, b: bigint): bigint =>
  saturate(type, a + b)

/** a − b, clamped to the range of `type`. */
export const subSaturating = (type: FixedType, a: bigint, b: bigint): bigint =>
  saturate(type, a - b)

/** a · b, rounded toward −∞, clamped to the range of `type`. */
export const mulFloorSaturating = (type: FixedType, a: bigint, b: bigint): bigint =>
  saturate(type, (a * b) >> type.fractionBits)

/** a · b, rounded toward −∞; `undefined` when it leaves the range of `type`. */
export function mulFloorChecked(type: FixedType, a: bigint, b: bigint): bigint | undefined {
  const raw = (a * b) >> type.fractionBits
  return fits(type, raw) ? raw : undefined
}

/** a / b, rounded toward zero, clamped to the range of `type`. Requires b ≠ 0. */
export const divTruncSaturating = (type: FixedType, a: bigint, b: bigint): bigint =>
  saturate(type, (a << type.fractionBits) / b)

/** a / b, rounded toward zero; 0 when b = 0 and 0 on overflow: it does not saturate. */
export function divTruncOrZero(type: FixedType, a: bigint, b: bigint): bigint {
  if (b === 0n) return 0n
  const raw = (a << type.fractionBits) / b
  return fits(type, raw) ? raw : 0n
}

/** The sum of `values`, wrapped to the bits of the signed `type`. Legal state never wraps. */
export const sumWrapping = (type: FixedType, values: readonly bigint[]): bigint =>
  BigInt.asIntN(
    type.bits,
    values.reduce((total, value) => total + value, 0n),
  )

/** An integer as a raw value of `type`, clamped to its range. */
export const integerToFixed = (type: FixedType, value: bigint): bigint =>
  saturate(type, value << type.fractionBits)

/** The integer part of a raw value, rounded toward −∞ and clamped to 0…`max`. */
export function fixedToUnsigned(type: FixedType, raw: bigint, max: bigint): bigint {
  const value = raw >> type.fractionBits
  if (value < 0n) return 0n
  return value > max ? max : value
}

/** The nearest integer to a raw value, ties away from zero. */
export function roundToInteger(type: FixedType, raw: bigint): bigint {
  const half = 1n << (type.fractionBits - 1n)
  const magnitude = ((raw < 0n ? -raw : raw) + half) >> type.fractionBits
  return raw < 0n ? -magnitude : magnitude
}

/** An I64F64 raw value as I32F32: rounded toward −∞, clamped. */
export const fixed64ToFixed32 = (raw: bigint): bigint =>
  saturate(I32F32, raw >> (I64F64.fractionBits - I32F32.fractionBits))

/**
 * The share a stored u16 stands for, as I32F32.
 *
 * @param value 0…65535; 65535 is exactly 1, everything else is rounded down
 */
export const u16ProportionToFixed = (value: number): bigint =>
  (BigInt(value) << I32F32.fractionBits) / U16_MAX

/** A value limited to `low`…`high`; `low` when they are the wrong way round. */
export function clampValue(value: bigint, low: bigint, high: bigint): bigint {
  const limited = value < high ? value : high
  return limited > low ? limited : low
}

const fits = (type: FixedType, raw: bigint): boolean => raw >= type.min && raw <= type.max

const saturate = (type: FixedType, raw: bigint): bigint => clampValue(raw, type.min, type.max)
