import type { StorageKey } from '@plexus/runtime'
import { textToBytes } from '../db/byte-text.ts'

const text = (value: string): Uint8Array => new TextEncoder().encode(value)

/** Keys of the table `meta` that belong to the chain. */
export const META = {
  /** Block number (u32 BE) and hash of the head. */
  head: text('head'),
  /** Block number (u32 BE) and hash of the finalised head. */
  finalized: text('finalized'),
  /** Number (u32 BE) of the oldest block whose state is kept. */
  oldest: text('oldest'),
  /** Present where `state2` and `trie2` hold the state of the head. */
  second: text('second'),
  /** State root after raw writes on top of a block; absent where its header has the root. */
  overwritten: (number: number): Uint8Array => text(`overwritten/${number}`),
}

/** A block number as u32 BE, so that keys sort by it. */
export function numberKey(number: number): Uint8Array {
  const key = new Uint8Array(4)
  writeNumber(key, 0, number)
  return key
}

/** The number that a key starts with. */
export const readNumber = (key: Uint8Array): number =>
  (((key[0] ?? 0) << 24) | ((key[1] ?? 0) << 16) | ((key[2] ?? 0) << 8) | (key[3] ?? 0)) >>> 0

/**
 * Key of the record that says what a storage key held before a block: length of the storage key
 * (u16 BE) ‖ storage key ‖ block number (u32 BE). The length keeps the records of one storage key
 * apart from those of longer keys that start with it.
 */
export function historyKey(storageKey: StorageKey, number: number): Uint8Array {
  const { length } = storageKey
  const key = new Uint8Array(length + 6)
  key[0] = length >>> 8
  key[1] = length & 255
  for (let at = 0; at < length; at += 1) key[at + 2] = storageKey.charCodeAt(at)
  writeNumber(key, length + 2, number)
  return key
}

/** First key after all that start with `prefix`; `undefined` where no key is. */
export function endOfPrefix(prefix: StorageKey): Uint8Array | undefined {
  let { length } = prefix
  while (length > 0 && prefix.charCodeAt(length - 1) === 255) length -= 1
  if (length === 0) return undefined
  const end = textToBytes(prefix.slice(0, length))
  end[length - 1] = (end[length - 1] ?? 0) + 1
  return end
}

function writeNumber(into: Uint8Array, at: number, number: number): void {
  into[at] = number >>> 24
  into[at + 1] = (number >>> 16) & 255
  into[at + 2] = (number >>> 8) & 255
  into[at + 3] = number & 255
}
