import { concatBytes, decodePrefix, encode, u16, u32 } from '@plexus/primitives'
import type { Hasher, Type } from '@plexus/primitives'
import { fromStorageKey, toStorageKey } from '@plexus/runtime'
import type { StateView, StorageKey } from '@plexus/runtime'

/** `Pallet.Item`. */
export type ItemName = `${string}.${string}`

/** A part of a storage key, as its hasher leaves it: hash and bytes, or the bytes alone. */
export type KeyPart = Uint8Array

/**
 * Raw storage under names and hashed keys (spec: 10-state §0). Who looks at a chain from outside
 * reads it so, and not with the code under test.
 */
export interface RawStorage {
  /** A value, or `undefined` where nothing is stored. */
  get<T>(type: Type<T>, item: ItemName, ...keys: readonly KeyPart[]): T | undefined
  /** The same as it is stored. */
  bytes(item: ItemName, ...keys: readonly KeyPart[]): Uint8Array | undefined
  has(item: ItemName, ...keys: readonly KeyPart[]): boolean
  /** The rest of each key under an item and leading keys, ascending. */
  keys(item: ItemName, ...leading: readonly KeyPart[]): readonly Uint8Array[]
  /** Twox64Concat. */
  twox64(key: Uint8Array): KeyPart
  /** Blake2_128Concat. */
  blake2(key: Uint8Array): KeyPart
}

/** A whole number of 2 bytes as a key or part of one. */
export const le16 = (value: number): Uint8Array => encode(u16, value)
/** A whole number of 4 bytes as a key or part of one. */
export const le32 = (value: number): Uint8Array => encode(u32, value)

/** Reads the state of a view. */
export function readRawStorage(view: StateView, hasher: Hasher): RawStorage {
  const prefixOf = (item: ItemName): StorageKey => {
    const [pallet = '', name = ''] = item.split('.')
    return toStorageKey(concatBytes(hasher.twox128(utf8(pallet)), hasher.twox128(utf8(name))))
  }
  const keyOf = (item: ItemName, keys: readonly KeyPart[]): StorageKey =>
    prefixOf(item) + toStorageKey(concatBytes(...keys))
  return {
    get(type, item, ...keys) {
      const bytes = view.get(keyOf(item, keys))
      return bytes === undefined ? undefined : decodePrefix(type, bytes)
    },
    bytes: (item, ...keys) => view.get(keyOf(item, keys)),
    has: (item, ...keys) => view.get(keyOf(item, keys)) !== undefined,
    keys(item, ...leading) {
      const prefix = keyOf(item, leading)
      return [...view.keys(prefix)].map((key) => fromStorageKey(key.slice(prefix.length)))
    },
    twox64: (key) => concatBytes(hasher.twox64(key), key),
    blake2: (key) => concatBytes(hasher.blake2b128(key), key),
  }
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
