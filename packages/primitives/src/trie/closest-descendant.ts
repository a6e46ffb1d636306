import type { Hasher } from '../hash/hasher.ts'
import { keyToPath } from './node-path.ts'
import { childReference, decodeNode, isHashAt } from './node.ts'
import { sharedLength, storedNode } from './trie-nodes.ts'
import type { TrieNodes } from './trie-nodes.ts'

/**
 * The Merkle value of the node at `prefix`, or of the closest node below it: 32 bytes of hash, or
 * the node itself where it is smaller (never so for the root). While it
 * stays the same, no entry under `prefix` has changed. Absent when no key starts with `prefix`.
 * JSON-RPC: `closestDescendantMerkleValue` of `chainHead_v1_storage`.
 * @param prefix one char per byte (U+0000 to U+00FF)
 * @throws TrieError when `nodes` is not one whole trie
 */
export function closestDescendantMerkleValue(
  hasher: Hasher,
  nodes: TrieNodes,
  prefix: string,
): Uint8Array | undefined {
  const root = nodes.get('')
  if (root === undefined) return undefined
  const path = keyToPath(prefix)
  let node = decodeNode(root)
  let reference: Uint8Array | undefined
  let depth = 0
  for (;;) {
    const shared = sharedLength(node.partial, path, depth)
    if (depth + shared === path.length) return reference?.slice() ?? hasher.blake2b256(root)
    if (shared < node.partial.length) return undefined
    depth += shared
    const slot = node.children[path.charCodeAt(depth)]
    if (typeof slot !== 'number') return undefined
    depth += 1
    reference = childReference(node.source, slot)
    const stored = isHashAt(node.source, slot)
    node = decodeNode(stored ? storedNode(nodes, path.slice(0, depth)) : reference)
  }
}
