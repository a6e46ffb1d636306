import { ScaleError } from './errors.ts'
import type { Reader } from './reader.ts'
import type { AnyType, Type } from './type.ts'
import type { Writer } from './writer.ts'

const TWO_BYTES = 1 << 14
const FOUR_BYTES = 2 ** 30

/** Writes a compact length or number below 2^53. @throws ScaleError on any other number */
export function writeCompact(value: number, out: Writer): void {
  if (!Number.isSafeInteger(value) || value < 0) {
    throw new ScaleError('InvalidValue', `${value} has no compact form`)
  }
  if (value < 64) out.u8(value << 2)
  else if (value < TWO_BYTES) out.u16((value << 2) | 1)
  else if (value < FOUR_BYTES) out.u32(((value << 2) | 2) >>> 0)
  else writeCompactBig(BigInt(value), out)
}

/** Writes a compact number of any size up to 2^536 − 1. */
export function writeCompactBig(value: bigint, out: Writer): void {
  if (value < 1n << 30n) {
    writeCompact(Number(value), out)
    return
  }
  const bytes: number[] = []
  for (let rest = value; rest > 0n; rest >>= 8n) bytes.push(Number(rest & 0xffn))
  out.u8(((bytes.length - 4) << 2) | 3)
  for (const byte of bytes) out.u8(byte)
}

/** Reads a compact number that fits 32 bits. */
export function readCompact(input: Reader): number {
  const value = readCompactBig(input, 32)
  return typeof value === 'number' ? value : Number(value)
}

/** Reads a compact number of at most `bits` bits; small ones come as `number`. */
export function readCompactBig(input: Reader, bits: number): number | bigint {
  const first = input.u8()
  switch (first & 3) {
    case 0:
      return bounded(first >>> 2, bits)
    case 1: {
      const value = (input.u8() << 6) | (first >>> 2)
      return bounded(atLeast(value, 64), bits)
    }
    case 2: {
      const low = input.u8()
      const value = (input.u16() * 0x4000 + low * 0x40 + (first >>> 2)) >>> 0
      return bounded(atLeast(value, TWO_BYTES), bits)
    }
    default:
      return readBigMode((first >>> 2) + 4, input, bits)
  }
}

function readBigMode(length: number, input: Reader, bits: number): bigint {
  if (length * 8 > bits + 7) throw new ScaleError('NonCanonical', `compact exceeds ${bits} bits`)
  let value = 0n
  for (let at = 0; at < length; at += 1) value |= BigInt(input.u8()) << BigInt(8 * at)
  const canonical = value >> BigInt(8 * (length - 1)) > 0n && value >= 1n << 30n
  if (!canonical) throw new ScaleError('NonCanonical', `compact ${value} takes too many bytes`)
  if (value >> BigInt(bits) > 0n) {
    throw new ScaleError('NonCanonical', `compact ${value} exceeds ${bits} bits`)
  }
  return value
}

function atLeast(value: number, least: number): number {
  if (value < least) throw new ScaleError('NonCanonical', `compact ${value} takes too many bytes`)
  return value
}

function bounded(value: number, bits: number): number {
  if (bits < 32 && value >= 2 ** bits) {
    throw new ScaleError('NonCanonical', `compact ${value} exceeds ${bits} bits`)
  }
  return value
}

const BITS = new Map([
  ['u8', 8],
  ['u16', 16],
  ['u32', 32],
  ['u64', 64],
  ['u128', 128],
])

/** The compact form of an unsigned integer type of up to 128 bits. */
export function compact<T extends number | bigint>(inner: Type<T>): Type<T> {
  const { def } = inner.info
  const bits = def.kind === 'primitive' ? BITS.get(def.primitive) : undefined
  if (bits === undefined) throw new ScaleError('InvalidValue', 'only unsigned integers are compact')
  const info = { path: [], params: [], def: { kind: 'compact', inner: inner as AnyType } } as const
  return (bits <= 32 ? compactNumber(info, bits) : compactBigint(info, bits)) as Type<T>
}

function compactNumber(info: Type<number>['info'], bits: number): Type<number> {
  return {
    info,
    encodeTo(value, out) {
      if (!Number.isInteger(value) || value < 0 || value >= 2 ** bits) {
        throw new ScaleError('InvalidValue', `${String(value)} is not a compact u${bits}`)
      }
      writeCompact(value, out)
    },
    decodeFrom: (input) => Number(readCompactBig(input, bits)),
  }
}

function compactBigint(info: Type<bigint>['info'], bits: number): Type<bigint> {
  return {
    info,
    encodeTo(value, out) {
      if (typeof value !== 'bigint' || value < 0n || value >> BigInt(bits) > 0n) {
        throw new ScaleError('InvalidValue', `${String(value)} is not a compact u${bits}`)
      }
      writeCompactBig(value, out)
    },
    decodeFrom: (input) => BigInt(readCompactBig(input, bits)),
  }
}
