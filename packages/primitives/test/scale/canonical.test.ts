import { describe, expect, test } from 'vitest'
import {
  array,
  bare,
  bool,
  boundedVec,
  btreeMap,
  btreeSet,
  byEncoding,
  bytes,
  compact,
  decode,
  decodePrefix,
  encode,
  enumeration,
  fixedBytes,
  hexToBytes,
  i8,
  names,
  option,
  result,
  ScaleError,
  str,
  tuple,
  u128,
  u16,
  u32,
  u64,
  u8,
  vec,
  weakBoundedVec,
} from '@plexus/primitives'
import type { AnyType, ScaleErrorCode, Type } from '@plexus/primitives'

const ascending = (a: number, b: number): number => a - b
const set = btreeSet(u8, ascending)
const map = btreeMap(u8, str, ascending)

function codeOf(run: () => unknown): ScaleErrorCode {
  try {
    run()
  } catch (error) {
    if (error instanceof ScaleError) return error.code
    throw error
  }
  throw new Error('nothing was thrown')
}

const any = <T>(type: Type<T>): AnyType => type as AnyType

const decoding: readonly (readonly [string, AnyType, string, ScaleErrorCode])[] = [
  ['nothing where a byte is due', any(u8), '', 'UnexpectedEnd'],
  ['half a number', any(u32), '0102', 'UnexpectedEnd'],
  ['a byte after the value', any(u8), '0102', 'TrailingBytes'],
  ['a bool of 2', any(bool), '02', 'NonCanonical'],
  ['an option flag of 2', any(option(u8)), '0201', 'NonCanonical'],
  ['a result flag of 2', any(result(u8, u8)), '0201', 'NonCanonical'],
  ['an unknown variant', any(enumeration({ A: bare(1) })), '00', 'InvalidValue'],
  ['63 in two bytes', any(compact(u32)), 'fd00', 'NonCanonical'],
  ['16383 in four bytes', any(compact(u32)), 'feff0000', 'NonCanonical'],
  ['2^30 - 1 in big mode', any(compact(u32)), '03ffffff3f', 'NonCanonical'],
  ['a leading zero in big mode', any(compact(u64)), '0700000040' + '00', 'NonCanonical'],
  ['256 as a compact u8', any(compact(u8)), '0104', 'NonCanonical'],
  ['65536 as a compact u16', any(compact(u16)), '02000400', 'NonCanonical'],
  ['2^32 as a compact u32', any(compact(u32)), '070000000001', 'NonCanonical'],
  ['2^64 as a compact u64', any(compact(u64)), '17000000000000000001', 'NonCanonical'],
  ['2^128 as a compact u128', any(compact(u128)), '37' + '00'.repeat(16) + '01', 'NonCanonical'],
  ['a compact cut short', any(compact(u128)), '0300', 'UnexpectedEnd'],
  ['more items than bytes', any(vec(u8)), '1001', 'UnexpectedEnd'],
  ['four billion items', any(vec(vec(u8))), '03ffffffff', 'UnexpectedEnd'],
  ['more bytes than there are', any(bytes), '0c0102', 'UnexpectedEnd'],
  ['a length above 32 bits', any(bytes), '070000000001', 'NonCanonical'],
  ['too few bytes of a fixed array', any(fixedBytes(4)), '010203', 'UnexpectedEnd'],
  ['a bare continuation byte as text', any(str), '0480', 'NonCanonical'],
  ['an overlong slash as text', any(str), '08c0af', 'NonCanonical'],
  ['a surrogate as text', any(str), '0ceda080', 'NonCanonical'],
  ['one item too many', any(boundedVec(u8, 2)), '0c010203', 'TooLong'],
  ['a set out of order', any(set), '080201', 'NonCanonical'],
  ['a set with a repeated item', any(set), '080101', 'NonCanonical'],
  ['a map out of order', any(map), '0802000100', 'NonCanonical'],
  ['a map with a repeated key', any(map), '0801000100', 'NonCanonical'],
]

describe('decoding refuses', () => {
  test.each(decoding)('%s', (_, type, hex, code) => {
    expect(codeOf(() => decode(type, hexToBytes(hex)))).toBe(code)
  })
})

const wrong = <T>(value: unknown): T => value as T

const encoding: readonly (readonly [string, () => unknown, ScaleErrorCode])[] = [
  ['256 as u8', () => encode(u8, 256), 'InvalidValue'],
  ['-1 as u16', () => encode(u16, -1), 'InvalidValue'],
  ['128 as i8', () => encode(i8, 128), 'InvalidValue'],
  ['a fraction as u32', () => encode(u32, 0.5), 'InvalidValue'],
  ['NaN as u32', () => encode(u32, Number.NaN), 'InvalidValue'],
  ['a number as u64', () => encode(u64, wrong(1)), 'InvalidValue'],
  ['2^64 as u64', () => encode(u64, 1n << 64n), 'InvalidValue'],
  ['-1 as u128', () => encode(u128, -1n), 'InvalidValue'],
  ['1 as bool', () => encode(bool, wrong(1)), 'InvalidValue'],
  ['256 as compact u8', () => encode(compact(u8), 256), 'InvalidValue'],
  ['-1 as compact u64', () => encode(compact(u64), -1n), 'InvalidValue'],
  ['a compact bool', () => compact(wrong<Type<number>>(bool)), 'InvalidValue'],
  ['half a surrogate pair', () => encode(str, 'a\ud800b'), 'InvalidValue'],
  ['five bytes as four', () => encode(fixedBytes(4), new Uint8Array(5)), 'InvalidValue'],
  ['three items as two', () => encode(array(u8, 2), [1, 2, 3]), 'InvalidValue'],
  ['one item for a pair', () => encode(tuple(u8, u8), wrong([1])), 'InvalidValue'],
  ['a missing field', () => encode(tuple(u8), wrong([undefined])), 'InvalidValue'],
  ['an unknown name', () => encode(names({ A: 0 }), wrong('B')), 'InvalidValue'],
  ['an inherited name', () => encode(names({ A: 0 }), wrong('toString')), 'InvalidValue'],
  ['variants that share an index', () => enumeration({ A: bare(1), B: bare(1) }), 'InvalidValue'],
  ['one item too many', () => encode(boundedVec(u8, 2), [1, 2, 3]), 'TooLong'],
  ['a set with a repeated item', () => encode(set, [2, 1, 2]), 'InvalidValue'],
]

describe('encoding refuses', () => {
  test.each(encoding)('%s', (_, run, code) => {
    expect(codeOf(run)).toBe(code)
  })
})

describe('leniencies', () => {
  test('a weak bound is not enforced', () => {
    const long = Array.from({ length: 40 }, (_, at) => at)
    const bytes = encode(weakBoundedVec(u8), long)
    expect(bytes).toEqual(encode(vec(u8), long))
    expect(decode(weakBoundedVec(u8), bytes)).toEqual(long)
  })

  test('sets and maps are written in order', () => {
    expect(encode(set, [3, 1, 2])).toEqual(hexToBytes('0c010203'))
    expect(
      encode(map, [
        [2, 'b'],
        [1, 'a'],
      ]),
    ).toEqual(hexToBytes('080104610204' + '62'))
  })

  test('unsorted sets are read on demand; the last of equal keys wins', () => {
    const lenient = { unsortedSets: true }
    expect(decode(set, hexToBytes('0c030103'), lenient)).toEqual([1, 3])
    expect(decode(map, hexToBytes('0c0204610104620204' + '63'), lenient)).toEqual([
      [1, 'b'],
      [2, 'c'],
    ])
  })

  test('items ordered by encoding follow the bytes, not the numbers', () => {
    const byBytes = btreeSet(u16, byEncoding(u16))
    expect(encode(byBytes, [1, 256])).toEqual(hexToBytes('0800010100'))
  })

  test('a prefix decode ignores what follows', () => {
    expect(decodePrefix(u8, hexToBytes('01020304'))).toBe(1)
  })

  test('decoded bytes do not share the input buffer', () => {
    const input = hexToBytes('08aabb')
    const value = decode(bytes, input)
    input.fill(0)
    expect(value).toEqual(hexToBytes('aabb'))
  })
})
