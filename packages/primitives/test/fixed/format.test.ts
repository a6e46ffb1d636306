import { describe, expect, test } from 'vitest'
import {
  checkedAdd,
  checkedCeil,
  checkedSub,
  decode,
  encode,
  fixedFromRaw,
  I32F32,
  I64F64,
  I96F32,
  RangeViolation,
  saturatingFloorToU128,
  saturatingFromF32Bits,
  saturatingFromF64Bits,
  saturatingFromInteger,
  saturatingDivTrunc,
  U64F64,
  U96F32,
} from '@plexus/primitives'

const formats = [
  { format: I32F32, bits: 64, fraction: 32, signed: true },
  { format: I64F64, bits: 128, fraction: 64, signed: true },
  { format: I96F32, bits: 128, fraction: 32, signed: true },
  { format: U64F64, bits: 128, fraction: 64, signed: false },
  { format: U96F32, bits: 128, fraction: 32, signed: false },
] as const

describe.each(formats)('$format.name', ({ format, bits, fraction, signed }) => {
  const size = 2n ** BigInt(bits)
  const [min, max] = signed ? [-size / 2n, size / 2n - 1n] : [0n, size - 1n]

  test('has the bounds and the one of its layout', () => {
    expect([format.min, format.max, format.one, format.zero]).toEqual([
      min,
      max,
      2n ** BigInt(fraction),
      0n,
    ])
  })

  test('is its raw in little-endian bytes', () => {
    for (const raw of [format.min, format.max, format.one]) {
      const encoded = encode<bigint>(format, raw)
      const unsigned = encoded.reduceRight((sum, byte) => sum * 256n + BigInt(byte), 0n)
      expect(encoded).toHaveLength(bits / 8)
      expect(unsigned).toBe((raw + size) % size)
      expect(decode<bigint>(format, encoded)).toBe(raw)
    }
  })
})

test('a raw outside the format is refused', () => {
  expect(fixedFromRaw(I32F32, -1n)).toBe(-1n)
  expect(() => fixedFromRaw(I32F32, 1n << 63n)).toThrow(RangeViolation)
  expect(() => fixedFromRaw(U64F64, -1n)).toThrow(RangeViolation)
})

test('checked sums are missing beyond the bounds', () => {
  expect(checkedAdd(I32F32, I32F32.max, I32F32.one)).toBeUndefined()
  expect(checkedAdd(I32F32, I32F32.one, I32F32.one)).toBe(2n * I32F32.one)
  expect(checkedSub(U64F64, U64F64.zero, U64F64.one)).toBeUndefined()
  expect(checkedSub(U64F64, U64F64.one, U64F64.one)).toBe(0n)
})

test('ceil goes up, and is missing at the top', () => {
  const one: bigint = I32F32.one
  const table = [
    [0n, 0n],
    [1n, one],
    [one, one],
    [one + 1n, 2n * one],
    [-1n, 0n],
    [-one, -one],
    [-one - 1n, -one],
  ] as const
  for (const [raw, expected] of table) {
    expect(checkedCeil(I32F32, fixedFromRaw(I32F32, raw)), String(raw)).toBe(expected)
  }
  expect(checkedCeil(I32F32, I32F32.max)).toBeUndefined()
})

test('an integer part may fill 128 bits of the target', () => {
  const large = saturatingFromInteger(U96F32, 1n << 95n)
  expect(saturatingFloorToU128(U96F32, large)).toBe(1n << 95n)
  expect(saturatingFloorToU128(I96F32, saturatingFromInteger(I96F32, -5n))).toBe(0n)
})

test('infinite floats saturate; NaN is refused', () => {
  expect(saturatingFromF64Bits(I64F64, 0x7ff0000000000000n)).toBe(I64F64.max)
  expect(saturatingFromF64Bits(I64F64, 0xfff0000000000000n)).toBe(I64F64.min)
  expect(saturatingFromF64Bits(U64F64, 0x8000000000000000n)).toBe(0n)
  expect(() => saturatingFromF64Bits(I64F64, 0x7ff8000000000000n)).toThrow(RangeViolation)
  expect(() => saturatingFromF32Bits(I64F64, 0x7fc00000n)).toThrow(RangeViolation)
})

test('saturating division by zero is a bug of the caller', () => {
  expect(() => saturatingDivTrunc(U64F64, U64F64.one, U64F64.zero)).toThrow(RangeError)
})
