import type { Hash } from '@plexus/primitives'

/**
 * A raw storage key as a string with one character (U+0000 to U+00FF) for each byte. Strings
 * serve as map keys and compare like the bytes they stand for.
 */
export type StorageKey = string

/** Keys to their new values; `undefined` removes. */
export type Changes = ReadonlyMap<StorageKey, Uint8Array | undefined>

/** What is under a key. */
export interface Slot {
  /** Absent where nothing is stored. Not to be changed. */
  readonly bytes: Uint8Array | undefined
  /** What the storage item of this key makes of the bytes, once it was asked; not to be changed. */
  value?: unknown
}

/** Committed state as the runtime sees it: raw bytes under raw keys, in byte order. */
export interface StateView {
  get(key: StorageKey): Uint8Array | undefined
  /**
   * As `get`. A view that is read block after block gives the same slot as long as the key holds
   * the same bytes, so that they are decoded once; all its readers must be of one runtime.
   */
  slot?(key: StorageKey): Slot
  /**
   * Keys that start with `prefix`, ascending, strictly after `after` where given. The iterator
   * may be abandoned at any time.
   */
  keys(prefix: StorageKey, after?: StorageKey): Iterable<StorageKey>
  /** Root of the state trie (layout V1) after `changes` on top of this view. */
  root(changes: Changes): Hash
}

/** `fromCharCode` takes at most this many characters at once, to keep the stack small. */
const CHUNK = 4096

/** The key of some bytes. */
export function toStorageKey(bytes: Uint8Array): StorageKey {
  if (bytes.length <= CHUNK) return Reflect.apply(String.fromCharCode, undefined, bytes)
  return toStorageKey(bytes.subarray(0, CHUNK)) + toStorageKey(bytes.subarray(CHUNK))
}

/** The bytes of a key. */
export function fromStorageKey(key: StorageKey): Uint8Array {
  const bytes = new Uint8Array(key.length)
  for (let at = 0; at < key.length; at += 1) bytes[at] = key.charCodeAt(at)
  return bytes
}
