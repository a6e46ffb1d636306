import { encode, Reader, tuple } from '@plexus/primitives'
import type { AnyType, KeyHasher, Type } from '@plexus/primitives'
import { fromStorageKey, toStorageKey } from '../state/view.ts'
import type { StorageKey } from '../state/view.ts'
import type { Context } from './context.ts'

/** One key of a map: how it is hashed and what it is. */
export interface HashedKey<T extends AnyType> {
  readonly hasher: KeyHasher
  readonly type: T
}

/** A key of a map. */
export const hashed = <T>(hasher: KeyHasher, type: Type<T>): HashedKey<Type<T>> => ({
  hasher,
  type,
})

/** Makes a part of a raw key of a value. */
type KeyPart = (ctx: Pick<Context, 'host'>, value: unknown) => StorageKey

/** Hashed keys that are remembered of each item. */
const MAX_PARTS = 2048

/**
 * Makes a part of a raw key. PERF: a hash takes 2 µs, and a block asks for the same accounts again
 * and again; remembered, a key takes a quarter of that.
 */
function keyPart({ hasher, type }: HashedKey<AnyType>): KeyPart {
  const known = new Map<StorageKey, StorageKey>()
  return ({ host }, value) => {
    const plain = encode(type, value)
    const name = toStorageKey(plain)
    if (hasher.name === 'Identity') return name
    const found = known.get(name)
    if (found !== undefined) return found
    if (known.size >= MAX_PARTS) known.clear()
    const part = toStorageKey(hasher.hash(host, plain))
    known.set(name, part)
    return part
  }
}

/** Makes raw keys of a map out of its prefix and the first `count` of some values. */
export type KeyMaker = (
  ctx: Pick<Context, 'host'>,
  prefix: StorageKey,
  values: readonly unknown[],
  count: number,
) => StorageKey

/**
 * Makes raw keys of a map. PERF: most maps of the economy are of netuids; a key that is at hand
 * takes a tenth of one that is put together, and its hash, by which maps find it, is known.
 */
export function keyMaker(keys: readonly HashedKey<AnyType>[]): KeyMaker {
  const parts = keys.map(keyPart)
  const byNumber = new Map<number, StorageKey>()
  const make: KeyMaker = (ctx, prefix, values, count) => {
    let key = prefix
    for (let at = 0; at < count; at += 1) key += parts[at]?.(ctx, values[at]) ?? ''
    return key
  }
  return (ctx, prefix, values, count) => {
    if (count > parts.length) throw new Error('more keys are given than the map has')
    const [first] = values
    if (count !== 1 || typeof first !== 'number') return make(ctx, prefix, values, count)
    const known = byNumber.get(first)
    if (known !== undefined) return known
    if (byNumber.size >= MAX_PARTS) byNumber.clear()
    const key = make(ctx, prefix, values, count)
    byNumber.set(first, key)
    return key
  }
}

/** Takes the keys of a map out of a raw key; possible for hashers that keep the key. */
export function readKeys(
  keys: readonly HashedKey<AnyType>[],
  key: StorageKey,
  start: number,
): readonly unknown[] {
  const input = new Reader(fromStorageKey(key.slice(start)))
  return keys.map(({ hasher, type }) => {
    if (hasher.plainOffset === undefined) throw new Error(`${hasher.name} does not keep its key`)
    input.view(hasher.plainOffset)
    return type.decodeFrom(input)
  })
}

/** The key tuple type that metadata names for a map of several keys. */
export function keyType(entry: {
  readonly keys: readonly HashedKey<AnyType>[]
}): AnyType | undefined {
  const [only, ...more] = entry.keys
  if (only === undefined) return undefined
  return more.length === 0 ? only.type : (tuple(...entry.keys.map(({ type }) => type)) as AnyType)
}
