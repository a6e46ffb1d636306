import { concatBytes } from '../bytes/concat.ts'
import type { Hasher } from './hasher.ts'

/** The names of the storage hashers as metadata spells them. */
export type KeyHasherName =
  | 'Blake2_128'
  | 'Blake2_256'
  | 'Blake2_128Concat'
  | 'Twox128'
  | 'Twox256'
  | 'Twox64Concat'
  | 'Identity'

/** How a storage map turns an encoded key into a part of the raw storage key. */
export interface KeyHasher {
  readonly name: KeyHasherName
  /** The variant of `StorageHasher` in metadata. */
  readonly index: 0 | 1 | 2 | 3 | 4 | 5 | 6
  /** Bytes that precede the encoded key in the result; undefined when the key is lost. */
  readonly plainOffset: number | undefined
  /** @param key the SCALE-encoded map key. May return `key` itself (`Identity`). */
  hash(hasher: Hasher, key: Uint8Array): Uint8Array
}

/** BLAKE2b-128 of the key. */
export const blake2128: KeyHasher = {
  name: 'Blake2_128',
  index: 0,
  plainOffset: undefined,
  hash: (hasher, key) => hasher.blake2b128(key),
}

/** BLAKE2b-256 of the key. */
export const blake2256: KeyHasher = {
  name: 'Blake2_256',
  index: 1,
  plainOffset: undefined,
  hash: (hasher, key) => hasher.blake2b256(key),
}

/** BLAKE2b-128 of the key, then the key. */
export const blake2128Concat: KeyHasher = {
  name: 'Blake2_128Concat',
  index: 2,
  plainOffset: 16,
  hash: (hasher, key) => concatBytes(hasher.blake2b128(key), key),
}

/** xxHash64 of the key with seeds 0 and 1. */
export const twox128: KeyHasher = {
  name: 'Twox128',
  index: 3,
  plainOffset: undefined,
  hash: (hasher, key) => hasher.twox128(key),
}

/** xxHash64 of the key with seeds 0 to 3. */
export const twox256: KeyHasher = {
  name: 'Twox256',
  index: 4,
  plainOffset: undefined,
  hash: (hasher, key) => hasher.twox256(key),
}

/** xxHash64 of the key, then the key. */
export const twox64Concat: KeyHasher = {
  name: 'Twox64Concat',
  index: 5,
  plainOffset: 8,
  hash: (hasher, key) => concatBytes(hasher.twox64(key), key),
}

/** The key as it is. */
export const identity: KeyHasher = {
  name: 'Identity',
  index: 6,
  plainOffset: 0,
  hash: (_hasher, key) => key,
}
