import fc from 'fast-check'
import * as scale from 'scale-ts'
import { describe, expect, test } from 'vitest'
import {
  array,
  bool,
  bounded,
  boundedVec,
  bytes,
  compact,
  decode,
  encode,
  enumeration,
  bare,
  boxed,
  fixedBytes,
  holding,
  i128,
  i16,
  i256,
  i32,
  i64,
  i8,
  listing,
  names,
  naming,
  option,
  result,
  some,
  str,
  struct,
  tuple,
  u128,
  u16,
  u256,
  u32,
  u64,
  u8,
  unit,
  vec,
  weakBoundedVec,
} from '@plexus/primitives'
import type { ResultValue, Type } from '@plexus/primitives'

/** One kind of type, in our codec and in scale-ts, with its values. */
interface Row {
  readonly name: string
  run(): void
}

function row<T, U>(
  name: string,
  ours: Type<T>,
  theirs: scale.Codec<U>,
  values: fc.Arbitrary<T>,
  toTheirs: (value: T) => U,
): Row {
  return {
    name,
    run() {
      fc.assert(
        fc.property(values, (value) => {
          const encoded = encode(ours, value)
          expect(encoded).toEqual(theirs.enc(toTheirs(value)))
          expect(decode(ours, encoded)).toEqual(value)
          expect(theirs.dec(encoded)).toEqual(toTheirs(value))
        }),
        { numRuns: 150, seed: 1 },
      )
    },
  }
}

const same = <T>(value: T): T => value
const spread = <T>(value: readonly T[]): T[] => [...value]

const integer = (bits: number, signed: boolean): fc.Arbitrary<number> =>
  signed
    ? fc.integer({ min: -(2 ** (bits - 1)), max: 2 ** (bits - 1) - 1 })
    : fc.integer({ min: 0, max: 2 ** bits - 1 })

const big = (bits: number, signed: boolean): fc.Arbitrary<bigint> => {
  const size = 1n << BigInt(bits)
  const [min, max] = signed ? [-size / 2n, size / 2n - 1n] : [0n, size - 1n]
  // Small numbers and the bounds are where codecs differ.
  return fc.oneof(
    fc.bigInt({ min, max }),
    fc.bigInt({ min: 0n, max: 1n << 31n }),
    fc.constantFrom(min, max),
  )
}

// scale-ts gives small compact numbers as `number`, larger ones as `bigint`.
const compactOf = (inner: Type<bigint>): Type<number | bigint> => {
  const type = compact(inner)
  return {
    info: type.info,
    encodeTo: (value, out) => type.encodeTo(BigInt(value), out),
    decodeFrom: (input) => {
      const value = type.decodeFrom(input)
      return value < 1n << 30n ? Number(value) : value
    },
  }
}

const compactValue = (bits: number): fc.Arbitrary<number | bigint> =>
  fc
    .oneof(
      ...[6, 14, 30, bits].map((width) => fc.bigInt({ min: 0n, max: (1n << BigInt(width)) - 1n })),
    )
    .map((value) => (value < 1n << 30n ? Number(value) : value))

const text = fc.string({ unit: 'binary', maxLength: 80 })
const data = fc.uint8Array({ maxLength: 100 })

const Shape = enumeration({
  Empty: bare(0),
  Circle: holding(3, u64),
  Line: listing(7, [u8, str]),
  Box: naming(200, { width: u16, label: option(str) }),
})
const theirShape = scale.Enum(
  {
    Empty: scale._void,
    Circle: scale.u64,
    Line: scale.Tuple(scale.u8, scale.str),
    Box: scale.Struct({ width: scale.u16, label: scale.Option(scale.str) }),
  },
  [0, 3, 7, 200],
)
type Shape = Parameters<typeof Shape.encodeTo>[0]
const shapes: fc.Arbitrary<Shape> = fc.oneof(
  fc.constant<Shape>({ type: 'Empty', value: undefined }),
  big(64, false).map((value): Shape => ({ type: 'Circle', value })),
  fc.tuple(integer(8, false), text).map((value): Shape => ({ type: 'Line', value })),
  fc
    .record({ width: integer(16, false), label: fc.option(text, { nil: undefined }) })
    .map((value): Shape => ({ type: 'Box', value })),
)

const outcomes: fc.Arbitrary<ResultValue<number, string>> = fc.oneof(
  integer(32, false).map((value): ResultValue<number, string> => ({ ok: true, value })),
  text.map((error): ResultValue<number, string> => ({ ok: false, error })),
)

const Entry = struct({ id: u32, tags: vec(str), at: tuple(u8, i64) })
const theirEntry = scale.Struct({
  id: scale.u32,
  tags: scale.Vector(scale.str),
  at: scale.Tuple(scale.u8, scale.i64),
})

const rows: readonly Row[] = [
  row('bool', bool, scale.bool, fc.boolean(), same),
  row('u8', u8, scale.u8, integer(8, false), same),
  row('u16', u16, scale.u16, integer(16, false), same),
  row('u32', u32, scale.u32, integer(32, false), same),
  row('i8', i8, scale.i8, integer(8, true), same),
  row('i16', i16, scale.i16, integer(16, true), same),
  row('i32', i32, scale.i32, integer(32, true), same),
  row('u64', u64, scale.u64, big(64, false), same),
  row('u128', u128, scale.u128, big(128, false), same),
  row('u256', u256, scale.u256, big(256, false), same),
  row('i64', i64, scale.i64, big(64, true), same),
  row('i128', i128, scale.i128, big(128, true), same),
  row('i256', i256, scale.i256, big(256, true), same),
  row('compact u8', compact(u8), scale.compact, integer(8, false), same),
  row('compact u16', compact(u16), scale.compact, integer(16, false), same),
  row('compact u64', compactOf(u64), scale.compact, compactValue(64), same),
  row('compact u128', compactOf(u128), scale.compact, compactValue(128), same),
  row('unit', unit, scale._void, fc.constant(undefined), same),
  row('str', str, scale.str, text, same),
  row('bytes', bytes, scale.Bytes(), data, same),
  row(
    'fixed bytes',
    fixedBytes(5),
    scale.Bytes(5),
    fc.uint8Array({ minLength: 5, maxLength: 5 }),
    same,
  ),
  row('vec', vec(u16), scale.Vector(scale.u16), fc.array(integer(16, false)), spread),
  row(
    'bounded vec',
    boundedVec(u8, 9),
    scale.Vector(scale.u8),
    fc.array(integer(8, false), { maxLength: 9 }),
    spread,
  ),
  row(
    'weak bounded vec',
    weakBoundedVec(u8),
    scale.Vector(scale.u8),
    fc.array(integer(8, false), { maxLength: 9 }),
    spread,
  ),
  row(
    'bounded bytes',
    bounded('bounded_vec', 'BoundedVec', u8, bytes, 100),
    scale.Bytes(),
    data,
    same,
  ),
  row('array', array(str, 2), scale.Vector(scale.str, 2), fc.tuple(text, text), spread),
  row(
    'tuple',
    tuple(u8, str, bool),
    scale.Tuple(scale.u8, scale.str, scale.bool),
    fc.tuple(integer(8, false), text, fc.boolean()),
    ([a, b, c]): [number, string, boolean] => [a, b, c],
  ),
  row(
    'option',
    option(u32),
    scale.Option(scale.u32),
    fc.option(integer(32, false), { nil: undefined }),
    same,
  ),
  row(
    'result',
    result(u32, str),
    scale.Result(scale.u32, scale.str),
    outcomes,
    (value): scale.ResultPayload<number, string> =>
      value.ok ? { success: true, value: value.value } : { success: false, value: value.error },
  ),
  row(
    'enum',
    Shape,
    theirShape,
    shapes,
    ({ type, value }) => ({ tag: type, value }) as scale.CodecType<typeof theirShape>,
  ),
  row(
    'enum of names',
    names({ On: 4, Off: 2 }),
    scale.Enum({ On: scale._void, Off: scale._void }, [4, 2]),
    fc.constantFrom('On' as const, 'Off' as const),
    (tag) => ({ tag, value: undefined }),
  ),
  row(
    'struct',
    Entry,
    theirEntry,
    fc.record({
      id: integer(32, false),
      tags: fc.array(text, { maxLength: 4 }),
      at: fc.tuple(integer(8, false), big(64, true)),
    }),
    ({ id, tags, at: [x, y] }): scale.CodecType<typeof theirEntry> => ({
      id,
      tags: [...tags],
      at: [x, y],
    }),
  ),
  row(
    'vec of enums',
    vec(Shape),
    scale.Vector(theirShape),
    fc.array(shapes, { maxLength: 5 }),
    (list) =>
      list.map(({ type, value }) => ({ tag: type, value }) as scale.CodecType<typeof theirShape>),
  ),
]

describe('SCALE types agree with scale-ts in both directions', () => {
  test.each(rows)('$name', ({ run }) => run())
})

test('an option of an option keeps its three values apart', () => {
  const type = option(boxed(option(u8)))
  const table = [
    [undefined, [0]],
    [some(undefined), [1, 0]],
    [some(7), [1, 1, 7]],
  ] as const
  for (const [value, expected] of table) {
    const encoded = encode(type, value)
    expect([...encoded]).toEqual(expected)
    expect(decode(type, encoded)).toEqual(value)
  }
})
