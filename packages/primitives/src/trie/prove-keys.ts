import { compareBytes, equalBytes } from '../bytes/compare.ts'
import type { Hasher } from '../hash/hasher.ts'
import { TrieError } from './errors.ts'
import { keyToPath } from './node-path.ts'
import type { NodePath } from './node-path.ts'
import { childReference, decodeNode, isHashAt } from './node.ts'
import { sharedLength, storedNode } from './trie-nodes.ts'
import type { TrieNodes } from './trie-nodes.ts'

/**
 * A storage proof for `keys`, present or absent: the stored nodes on the way to each, and the
 * values that those nodes hold as a hash; each once, in byte order (`sp_trie::StorageProof`).
 * A proof from the empty trie is empty.
 * @param valueOf the value of a present key
 * @param keys one char per byte (U+0000 to U+00FF)
 * @throws TrieError when `nodes` is not one whole trie or `valueOf` does not belong to it
 */
export function proveKeys(
  hasher: Hasher,
  nodes: TrieNodes,
  valueOf: (key: string) => Uint8Array | undefined,
  keys: Iterable<string>,
): readonly Uint8Array[] {
  const passed = new Map<NodePath, Uint8Array>()
  const parts: Uint8Array[] = []
  for (const key of keys) {
    const digest = collect(nodes, keyToPath(key), passed)
    if (digest === undefined) continue
    const value = valueOf(key)
    if (value === undefined || !equalBytes(hasher.blake2b256(value), digest)) {
      throw new TrieError(
        'MalformedNode',
        'a value is not the one its node names: rebuild the trie',
      )
    }
    parts.push(value)
  }
  for (const encoded of passed.values()) parts.push(encoded)
  parts.sort(compareBytes)
  return parts.filter((part, at) => at === 0 || compareBytes(part, parts[at - 1] ?? part) !== 0)
}

/** Adds the stored nodes on the way to `path`; the hash of the value there if it has one. */
function collect(
  nodes: TrieNodes,
  path: NodePath,
  passed: Map<NodePath, Uint8Array>,
): Uint8Array | undefined {
  let encoded = nodes.get('')
  if (encoded === undefined) return undefined
  passed.set('', encoded)
  let depth = 0
  for (;;) {
    const node = decodeNode(encoded)
    if (sharedLength(node.partial, path, depth) < node.partial.length) return undefined
    depth += node.partial.length
    if (depth === path.length) return node.hashed ? node.value : undefined
    const slot = node.children[path.charCodeAt(depth)]
    if (typeof slot !== 'number') return undefined
    depth += 1
    if (isHashAt(node.source, slot)) {
      const here = path.slice(0, depth)
      encoded = storedNode(nodes, here)
      passed.set(here, encoded)
    } else {
      encoded = childReference(node.source, slot)
    }
  }
}
