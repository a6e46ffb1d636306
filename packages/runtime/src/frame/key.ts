import { decodePrefix, encode, tuple } from '@plexus/primitives'
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
export type KeyPart = (ctx: Pick<Context, 'host'>, value: unknown) => StorageKey

/** Hashed keys that are remembered of each item. */
const MAX_PARTS = 512

/**
 * Makes a part of a raw key. PERF: a hash takes 2 µs, and a block asks for the same accounts again
 * and again; remembered, a key takes a quarter of that.
 */
export function keyPart({ hasher, type }: HashedKey<AnyType>): KeyPart {
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

/** Takes the keys of a map out of a raw key; possible for hashers that keep the key. */
export function readKeys(
  keys: readonly HashedKey<AnyType>[],
  key: StorageKey,
  start: number,
): readonly unknown[] {
  const values: unknown[] = []
  let rest = fromStorageKey(key.slice(start))
  for (const { hasher, type } of keys) {
    if (hasher.plainOffset === undefined) throw new Error(`${hasher.name} does not keep its key`)
    rest = rest.subarray(hasher.plainOffset)
    const value = decodePrefix(type, rest)
    values.push(value)
    rest = rest.subarray(encode(type, value).length)
  }
  return values
}

/** The key tuple type that metadata names for a map of several keys. */
export function keyType(entry: {
  readonly keys: readonly HashedKey<AnyType>[]
}): AnyType | undefined {
  const [only, ...more] = entry.keys
  if (only === undefined) return undefined
  return more.length === 0 ? only.type : (tuple(...entry.keys.map(({ type }) => type)) as AnyType)
}
