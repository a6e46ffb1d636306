import type { Hasher } from '../hash/hasher.ts'
import { encode } from '../scale/type.ts'
import { compact } from '../scale/compact.ts'
import { u32 } from '../scale/numbers.ts'
import { hash } from '../types/hash.ts'
import type { Hash } from '../types/hash.ts'
import { hexToBytes } from '../bytes/hex.ts'
import { updateTrie } from './update-trie.ts'
import type { TrieNodes } from './trie-nodes.ts'
import type { TrieVersion } from './update-trie.ts'

/** The root of the trie without entries, in either version. */
export const EMPTY_TRIE_ROOT: Hash = hash(
  hexToBytes('0x03170a2e7597b7b7e3d84c05391d139a62b157e78786d8c082f29dcf4c111314'),
)

const NO_NODES: TrieNodes = { get: () => undefined }

/**
 * The root of the trie that holds just these entries.
 * @param entries keys with one char per byte (U+0000 to U+00FF), in any order
 */
export function trieRoot(
  hasher: Hasher,
  entries: Iterable<readonly [string, Uint8Array]>,
  version: TrieVersion = 1,
): Hash {
  return updateTrie(hasher, NO_NODES, entries, version).root
}

/**
 * The root of a list: a trie from the SCALE compact index of each value to the value. The extrinsics
 * root of a header is this over the encoded extrinsics; its version is 0 where the runtime's
 * `system_version` is 0 or 1 and else 1, whatever the version of the state
 * (`RuntimeVersion::extrinsics_root_state_version`).
 */
export function orderedTrieRoot(
  hasher: Hasher,
  values: readonly Uint8Array[],
  version: TrieVersion,
): Hash {
  const index = compact(u32)
  const entries = values.map((value, at): [string, Uint8Array] => {
    return [Reflect.apply(String.fromCharCode, undefined, encode(index, at)), value]
  })
  return trieRoot(hasher, entries, version)
}
