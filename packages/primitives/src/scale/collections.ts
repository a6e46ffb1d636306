import { compareBytes } from '../bytes/compare.ts'
import { readCompact, writeCompact } from './compact.ts'
import { ScaleError } from './errors.ts'
import type { Reader } from './reader.ts'
import { encode } from './type.ts'
import type { AnyType, Type, TypeInfo, ValueOf } from './type.ts'
import type { Writer } from './writer.ts'

const sequenceInfo = (inner: AnyType): TypeInfo => ({
  path: [],
  params: [],
  def: { kind: 'sequence', inner },
})

function writeItems<T>(inner: Type<T>, items: readonly T[], out: Writer): void {
  writeCompact(items.length, out)
  for (const item of items) inner.encodeTo(item, out)
}

/**
 * A length prefix is never believed beyond the bytes that are there. Items without bytes therefore
 * do not decode; the protocol has no list of such.
 */
function readLength(input: Reader): number {
  const length = readCompact(input)
  if (length > input.remaining) {
    throw new ScaleError(
      'UnexpectedEnd',
      `${length} items announced, ${input.remaining} bytes left`,
    )
  }
  return length
}

function readItems<T>(inner: Type<T>, input: Reader): T[] {
  const length = readLength(input)
  const items: T[] = []
  for (let at = 0; at < length; at += 1) items.push(inner.decodeFrom(input))
  return items
}

/** `Vec<T>`. */
export function vec<T>(inner: Type<T>): Type<readonly T[]> {
  return {
    info: sequenceInfo(inner as AnyType),
    encodeTo: (value, out) => writeItems(inner, value, out),
    decodeFrom: (input) => readItems(inner, input),
  }
}

/** `BoundedVec<T, S>`: decoding more than `max` items fails, as in the reference. */
export function boundedVec<T>(inner: Type<T>, max: number): Type<readonly T[]> {
  return bounded('bounded_vec', 'BoundedVec', inner, vec(inner), max)
}

/**
 * `WeakBoundedVec<T, S>`: the bound is not enforced, neither on reading nor on writing. The pallets
 * that use it force longer lists into it.
 */
export function weakBoundedVec<T>(inner: Type<T>): Type<readonly T[]> {
  const items = vec(inner)
  return {
    info: boundedInfo('weak_bounded_vec', 'WeakBoundedVec', inner as AnyType, items as AnyType),
    encodeTo: items.encodeTo,
    decodeFrom: items.decodeFrom,
  }
}

/** A bounded wrapper around any sequence type, e.g. `BoundedVec<u8, S>` over `bytes`. */
export function bounded<T, C extends { readonly length: number }>(
  module: 'bounded_vec' | 'weak_bounded_vec',
  name: 'BoundedVec' | 'WeakBoundedVec',
  item: Type<T>,
  sequence: Type<C>,
  max: number,
): Type<C> {
  const check = (value: C): C => {
    if (value.length > max) {
      throw new ScaleError('TooLong', `${value.length} items in a ${name} of at most ${max}`)
    }
    return value
  }
  return {
    info: boundedInfo(module, name, item as AnyType, sequence as AnyType),
    encodeTo: (value, out) => sequence.encodeTo(check(value), out),
    decodeFrom: (input) => check(sequence.decodeFrom(input)),
  }
}

function boundedInfo(module: string, name: string, item: AnyType, sequence: AnyType): TypeInfo {
  return {
    path: ['bounded_collections', module, name],
    params: [{ name: 'T', type: item }, { name: 'S' }],
    def: { kind: 'composite', fields: [{ type: sequence }] },
  }
}

/** `[T; length]`. */
export function array<T>(inner: Type<T>, length: number): Type<readonly T[]> {
  return {
    info: { path: [], params: [], def: { kind: 'array', length, inner: inner as AnyType } },
    encodeTo(value, out) {
      if (value.length !== length) {
        throw new ScaleError('InvalidValue', `${value.length} items given for [T; ${length}]`)
      }
      for (const item of value) inner.encodeTo(item, out)
    },
    decodeFrom(input) {
      const items: T[] = []
      for (let at = 0; at < length; at += 1) items.push(inner.decodeFrom(input))
      return items
    },
  }
}

/** A tuple; `tuple()` is the unit type. */
export function tuple<const T extends readonly AnyType[]>(
  ...items: T
): Type<{ readonly [K in keyof T]: ValueOf<T[K]> }> {
  type Values = { readonly [K in keyof T]: ValueOf<T[K]> }
  return {
    info: { path: [], params: [], def: { kind: 'tuple', items } },
    encodeTo(value, out) {
      if (value.length !== items.length) {
        throw new ScaleError('InvalidValue', `${value.length} items for a ${items.length}-tuple`)
      }
      for (const [at, item] of items.entries()) item.encodeTo(value[at], out)
    },
    decodeFrom: (input) => items.map((item) => item.decodeFrom(input)) as Values,
  }
}

/** The unit type: no bytes, value `undefined`. */
export const unit: Type<undefined> = {
  info: { path: [], params: [], def: { kind: 'tuple', items: [] } },
  encodeTo() {},
  decodeFrom: () => undefined,
}

/** `BTreeSet<T>` as an array in encoded order of `T`'s own ordering (`order`). */
export function btreeSet<T>(inner: Type<T>, order: (a: T, b: T) => number): Type<readonly T[]> {
  return {
    info: {
      path: ['BTreeSet'],
      params: [{ name: 'T', type: inner as AnyType }],
      def: { kind: 'composite', fields: [{ type: vec(inner) as AnyType }] },
    },
    encodeTo: (value, out) => writeItems(inner, sorted(value, order), out),
    decodeFrom: (input) => ordered(readItems(inner, input), order, input),
  }
}

/** `BTreeMap<K, V>` as an array of pairs sorted by `order` on the keys. */
export function btreeMap<K, V>(
  key: Type<K>,
  value: Type<V>,
  order: (a: K, b: K) => number,
): Type<readonly (readonly [K, V])[]> {
  const entry = tuple(key, value) as Type<readonly [K, V]>
  const byKey = (a: readonly [K, V], b: readonly [K, V]): number => order(a[0], b[0])
  return {
    info: {
      path: ['BTreeMap'],
      params: [
        { name: 'K', type: key as AnyType },
        { name: 'V', type: value as AnyType },
      ],
      def: { kind: 'composite', fields: [{ type: vec(entry) as AnyType }] },
    },
    encodeTo: (entries, out) => writeItems(entry, sorted(entries, byKey), out),
    decodeFrom: (input) => ordered(readItems(entry, input), byKey, input),
  }
}

/** Orders values by their encoding; right for `AccountId32` and other byte arrays. */
export function byEncoding<T>(type: Type<T>): (a: T, b: T) => number {
  return (a, b) => compareBytes(encode(type, a), encode(type, b))
}

function sorted<T>(items: readonly T[], order: (a: T, b: T) => number): T[] {
  const result = [...items].sort(order)
  for (let at = 1; at < result.length; at += 1) {
    if (order(result[at - 1] as T, result[at] as T) === 0) {
      throw new ScaleError('InvalidValue', 'an item of a set or map is repeated')
    }
  }
  return result
}

function ordered<T>(items: T[], order: (a: T, b: T) => number, input: Reader): T[] {
  if (input.unsortedSets) return lastOfEach(items, order)
  for (let at = 1; at < items.length; at += 1) {
    if (order(items[at - 1] as T, items[at] as T) >= 0) {
      throw new ScaleError('NonCanonical', 'items of a set or map are not strictly ascending')
    }
  }
  return items
}

/** As collecting into a Rust BTreeMap: sorted, and the last of equal keys wins. */
function lastOfEach<T>(items: T[], order: (a: T, b: T) => number): T[] {
  const stable = items.toSorted(order)
  return stable.filter((item, at) => {
    const next = stable[at + 1]
    return next === undefined || order(item, next) !== 0
  })
}
