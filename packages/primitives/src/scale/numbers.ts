import { ScaleError } from './errors.ts'
import type { Reader } from './reader.ts'
import type { Primitive, Type, TypeInfo } from './type.ts'
import type { Writer } from './writer.ts'

const primitiveInfo = (primitive: Primitive): TypeInfo => ({
  path: [],
  params: [],
  def: { kind: 'primitive', primitive },
})

function smallInteger(
  name: Primitive,
  min: number,
  max: number,
  write: (value: number, out: Writer) => void,
  read: (input: Reader) => number,
): Type<number> {
  return {
    info: primitiveInfo(name),
    encodeTo(value, out) {
      if (!Number.isInteger(value) || value < min || value > max) {
        throw new ScaleError('InvalidValue', `${String(value)} is not a ${name}`)
      }
      write(value, out)
    },
    decodeFrom: read,
  }
}

function largeInteger(name: Primitive, bits: number, signed: boolean): Type<bigint> {
  const words = bits >> 6
  const size = 1n << BigInt(bits)
  const min = signed ? -(size / 2n) : 0n
  const max = signed ? size / 2n - 1n : size - 1n
  return {
    info: primitiveInfo(name),
    encodeTo(value, out) {
      if (typeof value !== 'bigint' || value < min || value > max) {
        throw new ScaleError('InvalidValue', `${String(value)} is not a ${name}`)
      }
      out.u64(value)
      for (let word = 1; word < words; word += 1) out.u64(value >> BigInt(word << 6))
    },
    decodeFrom(input) {
      let value = input.u64()
      for (let word = 1; word < words; word += 1) {
        const more = input.u64()
        if (more !== 0n) value |= more << BigInt(word << 6)
      }
      return signed ? BigInt.asIntN(bits, value) : value
    },
  }
}

export const u8: Type<number> = smallInteger(
  'u8',
  0,
  0xff,
  (value, out) => out.u8(value),
  (input) => input.u8(),
)

export const u16: Type<number> = smallInteger(
  'u16',
  0,
  0xffff,
  (value, out) => out.u16(value),
  (input) => input.u16(),
)

export const u32: Type<number> = smallInteger(
  'u32',
  0,
  0xffff_ffff,
  (value, out) => out.u32(value),
  (input) => input.u32(),
)

export const i8: Type<number> = smallInteger(
  'i8',
  -0x80,
  0x7f,
  (value, out) => out.u8(value & 0xff),
  (input) => (input.u8() << 24) >> 24,
)

export const i16: Type<number> = smallInteger(
  'i16',
  -0x8000,
  0x7fff,
  (value, out) => out.u16(value & 0xffff),
  (input) => (input.u16() << 16) >> 16,
)

export const i32: Type<number> = smallInteger(
  'i32',
  -0x8000_0000,
  0x7fff_ffff,
  (value, out) => out.u32(value >>> 0),
  (input) => input.u32() | 0,
)

export const u64: Type<bigint> = largeInteger('u64', 64, false)
export const u128: Type<bigint> = largeInteger('u128', 128, false)
export const u256: Type<bigint> = largeInteger('u256', 256, false)
export const i64: Type<bigint> = largeInteger('i64', 64, true)
export const i128: Type<bigint> = largeInteger('i128', 128, true)
export const i256: Type<bigint> = largeInteger('i256', 256, true)

export const bool: Type<boolean> = {
  info: primitiveInfo('bool'),
  encodeTo(value, out) {
    if (typeof value !== 'boolean') {
      throw new ScaleError('InvalidValue', `${String(value)} is not a bool`)
    }
    out.u8(value ? 1 : 0)
  },
  decodeFrom(input) {
    const byte = input.u8()
    if (byte > 1) throw new ScaleError('NonCanonical', `${byte} is not a bool`)
    return byte === 1
  },
}
