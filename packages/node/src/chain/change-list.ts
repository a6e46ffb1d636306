import type { StorageKey } from '@plexus/runtime'
import { bytesToText, textToBytes } from '../db/byte-text.ts'

/**
 * The keys that a block changed, one after the other, each after its length (u16 BE).
 * PERF: one string for all keys; a SCALE list takes ten times as long to write and to read.
 */
export function encodeChangeList(keys: readonly StorageKey[]): Uint8Array {
  let text = ''
  for (const key of keys) text += String.fromCharCode(key.length >>> 8, key.length & 255) + key
  return textToBytes(text)
}

/** The keys of a list that {@link encodeChangeList} made. */
export function decodeChangeList(list: Uint8Array): readonly StorageKey[] {
  const text = bytesToText(list)
  const keys: StorageKey[] = []
  for (let at = 0; at < text.length;) {
    const end = at + 2 + ((text.charCodeAt(at) << 8) | text.charCodeAt(at + 1))
    keys.push(text.slice(at + 2, end))
    at = end
  }
  return keys
}
