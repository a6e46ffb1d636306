import { method } from './method.ts'
import { hexBytes, list, optional, optionalHash, u32 } from './params.ts'

// No pallet of this chain has a child trie, so all of them are empty.

const MAX_KEYS = 1024
const childTrie = hexBytes

/** No keys. */
export const childstate_getKeys = method(
  [childTrie, optional(hexBytes), optionalHash],
  (_call, _trie) => [],
)

/** No keys. */
export const childstate_getKeysPaged = method(
  [childTrie, optional(hexBytes), u32, optional(hexBytes), optionalHash],
  (_call, _trie) => [],
  { aliases: ['childstate_getKeysPagedAt'] },
)

/** No value. */
export const childstate_getStorage = method(
  [childTrie, hexBytes, optionalHash],
  (_call, _trie) => null,
)

/** No values: one null for each key. */
export const childstate_getStorageEntries = method(
  [childTrie, list(hexBytes, MAX_KEYS), optionalHash],
  (_call, _trie, keys) => keys.map(() => null),
)

/** No hash. */
export const childstate_getStorageHash = method(
  [childTrie, hexBytes, optionalHash],
  (_call, _trie) => null,
)

/** No size. */
export const childstate_getStorageSize = method(
  [childTrie, hexBytes, optionalHash],
  (_call, _trie) => null,
)
