import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  array,
  bare,
  bool,
  boundedVec,
  btreeMap,
  btreeSet,
  bytes,
  compact,
  decode,
  deferred,
  Digest,
  encode,
  enumeration,
  Era,
  fixedBytes,
  holding,
  i128,
  MultiAddress,
  MultiSignature,
  naming,
  option,
  Perbill,
  result,
  ScaleError,
  str,
  struct,
  tuple,
  u128,
  u16,
  u32,
  u64,
  u8,
  vec,
  Weight,
} from '@plexus/primitives'
import type { AnyType, Deferred } from '@plexus/primitives'

const ascending = (a: number, b: number): number => a - b

interface Nested {
  readonly type: 'Leaf' | 'Node'
  readonly value?: unknown
}
const Nested: Deferred<Nested> = deferred('Nested')
Nested.define(enumeration({ Leaf: bare(0), Node: holding(1, vec(Nested)) }) as Deferred<Nested>)

const types = {
  bool,
  u32,
  u128,
  i128,
  'compact u8': compact(u8),
  'compact u32': compact(u32),
  'compact u64': compact(u64),
  'compact u128': compact(u128),
  bytes,
  'fixed bytes': fixedBytes(3),
  str,
  'vec of compact': vec(compact(u16)),
  'vec of str': vec(str),
  'bounded vec': boundedVec(u16, 3),
  array: array(bool, 3),
  option: option(tuple(option(bool), u8)),
  result: result(u8, str),
  struct: struct({ a: compact(u32), b: option(u16), c: bytes }),
  enum: enumeration({ A: bare(0), B: holding(1, str), C: naming(2, { x: u8, y: vec(bool) }) }),
  set: btreeSet(u8, ascending),
  map: btreeMap(u8, tuple(bool, u8), ascending),
  recursive: Nested,
  Era,
  MultiAddress,
  MultiSignature,
  Digest,
  Weight,
  Perbill,
} satisfies Record<string, unknown>

// Small bytes make flags, lengths and variants that decode; any bytes make the rest.
const input = fc.oneof(
  fc.uint8Array({ maxLength: 40 }),
  fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 24 }).map((list) => Uint8Array.from(list)),
  fc.uint8Array({ minLength: 64, maxLength: 70 }),
)

describe('arbitrary bytes decode and re-encode to themselves, or throw a ScaleError', () => {
  test.each(Object.entries(types))('%s', (_, type) => {
    fc.assert(
      fc.property(input, (encoded) => {
        let value: unknown
        try {
          value = decode(type as AnyType, encoded)
        } catch (error) {
          expect(error).toBeInstanceOf(ScaleError)
          return
        }
        expect(encode(type as AnyType, value)).toEqual(encoded)
      }),
      { numRuns: 600, seed: 7 },
    )
  })
})
