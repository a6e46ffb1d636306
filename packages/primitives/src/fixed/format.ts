import { unit } from '../scale/collections.ts'
import { i128, i64, u128, u64 } from '../scale/numbers.ts'
import { described, struct } from '../scale/struct.ts'
import type { AnyType, Type } from '../scale/type.ts'
import { RangeViolation } from '../types/brand.ts'
import type { Brand } from '../types/brand.ts'

/** A fixed-point number: the integer `value · 2^fraction`, called its raw. */
export type Fixed<Name extends string> = Brand<bigint, Name>

/** A fixed-point format, and the SCALE type of its numbers: the raw, little-endian. */
export interface FixedFormat<Name extends string> extends Type<Fixed<Name>> {
  readonly name: Name
  readonly bits: 64 | 128
  readonly fraction: bigint
  readonly signed: boolean
  readonly zero: Fixed<Name>
  readonly one: Fixed<Name>
  readonly min: Fixed<Name>
  readonly max: Fixed<Name>
}

/** Signed, 64 bits, 32 of them fraction: vectors and matrices of the epoch. */
export const I32F32: FixedFormat<'I32F32'> = fixedFormat('I32F32', 64, 32, true)
/** Signed, 128 bits, 64 of them fraction: totals of stake, flows. */
export const I64F64: FixedFormat<'I64F64'> = fixedFormat('I64F64', 128, 64, true)
/** Signed, 128 bits, 32 of them fraction: emission per uid, root claims. */
export const I96F32: FixedFormat<'I96F32'> = fixedFormat('I96F32', 128, 32, true)
/** Unsigned, 128 bits, 64 of them fraction: shares, prices. */
export const U64F64: FixedFormat<'U64F64'> = fixedFormat('U64F64', 128, 64, false)
/** Unsigned, 128 bits, 32 of them fraction: emission, TAO weight. */
export const U96F32: FixedFormat<'U96F32'> = fixedFormat('U96F32', 128, 32, false)

/** A number in `I32F32`. */
export type I32F32 = Fixed<'I32F32'>
/** A number in `I64F64`. */
export type I64F64 = Fixed<'I64F64'>
/** A number in `I96F32`. */
export type I96F32 = Fixed<'I96F32'>
/** A number in `U64F64`. */
export type U64F64 = Fixed<'U64F64'>
/** A number in `U96F32`. */
export type U96F32 = Fixed<'U96F32'>

/** The number with this raw. @throws RangeViolation when the format cannot hold it. */
export function fixedFromRaw<N extends string>(
  format: FixedFormat<N>,
  raw: bigint,
): Fixed<NoInfer<N>> {
  const value = checked(format, raw)
  if (value === undefined) throw new RangeViolation(`raw of ${format.name}`, raw)
  return value
}

/** `raw` as a number of the format; the nearer bound when the format cannot hold it. */
export function saturated<N extends string>(
  format: FixedFormat<N>,
  raw: bigint,
): Fixed<NoInfer<N>> {
  if (raw > format.max) return format.max
  return raw < format.min ? format.min : (raw as Fixed<N>)
}

/** `raw` as a number of the format; `undefined` when the format cannot hold it. */
export function checked<N extends string>(
  format: FixedFormat<N>,
  raw: bigint,
): Fixed<NoInfer<N>> | undefined {
  return raw > format.max || raw < format.min ? undefined : (raw as Fixed<N>)
}

/** `raw` modulo 2^bits as a number of the format. */
export function wrapped<N extends string>(format: FixedFormat<N>, raw: bigint): Fixed<NoInfer<N>> {
  const { bits, signed } = format
  return (signed ? BigInt.asIntN(bits, raw) : BigInt.asUintN(bits, raw)) as Fixed<N>
}

function fixedFormat<N extends string>(
  name: N,
  bits: 64 | 128,
  fraction: 32 | 64,
  signed: boolean,
): FixedFormat<N> {
  const raw = rawType(bits, signed)
  const range = 1n << BigInt(signed ? bits - 1 : bits)
  const type = described(raw, {
    path: ['substrate_fixed', `Fixed${signed ? 'I' : 'U'}${bits}`],
    params: [{ name: 'Frac', type: typeNumber(fraction) }],
    def: { kind: 'composite', fields: [{ name: 'bits', type: raw as AnyType }] },
  }) as Type<Fixed<N>>
  return {
    ...type,
    name,
    bits,
    fraction: BigInt(fraction),
    signed,
    zero: 0n as Fixed<N>,
    one: (1n << BigInt(fraction)) as Fixed<N>,
    min: (signed ? -range : 0n) as Fixed<N>,
    max: (range - 1n) as Fixed<N>,
  }
}

function rawType(bits: 64 | 128, signed: boolean): Type<bigint> {
  if (bits === 64) return signed ? i64 : u64
  return signed ? i128 : u128
}

/** A number as the reference writes it into a type: its binary digits, nested (spec: 76 §2.9). */
function typeNumber(value: number): AnyType {
  const digit = (name: string): AnyType => marker(['typenum', 'bit', name])
  if (value === 0) return marker(['typenum', 'uint', 'UTerm'])
  const high = typeNumber(value >>> 1)
  const low = digit((value & 1) === 1 ? 'B1' : 'B0')
  const path = ['typenum', 'uint', 'UInt']
  const params = [
    { name: 'U', type: high },
    { name: 'B', type: low },
  ]
  return struct({ msb: high, lsb: low }, { path, params }) as AnyType
}

function marker(path: readonly string[]): AnyType {
  return described(unit, { path, params: [], def: { kind: 'composite', fields: [] } }) as AnyType
}
