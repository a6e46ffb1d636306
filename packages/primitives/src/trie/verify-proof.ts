import { bytesToHex } from '../bytes/hex.ts'
import { equalBytes } from '../bytes/compare.ts'
import type { Hasher } from '../hash/hasher.ts'
import type { Hash } from '../types/hash.ts'
import { ProofError, TrieError } from './errors.ts'
import { keyToPath } from './node-path.ts'
import { childReference, decodeNode, isHashAt } from './node.ts'
import type { TrieNode } from './node.ts'
import { EMPTY_TRIE_ROOT } from './roots.ts'
import { sharedLength } from './trie-nodes.ts'

/** What a proof shows of a key. */
export type ProvenValue =
  | { readonly kind: 'present'; readonly value: Uint8Array }
  | { readonly kind: 'absent' }

/**
 * What a storage proof shows of one key. Parts that concern other keys are passed over, so one
 * proof serves many keys.
 * @param root the state root of a header the caller trusts
 * @param key one char per byte (U+0000 to U+00FF)
 * @throws ProofError when the proof lacks a part or a part is no node
 */
export function verifyProof(
  hasher: Hasher,
  root: Hash,
  proof: readonly Uint8Array[],
  key: string,
): ProvenValue {
  if (equalBytes(root, EMPTY_TRIE_ROOT)) return { kind: 'absent' }
  const parts = new Map<string, Uint8Array>()
  for (const part of proof) parts.set(bytesToHex(hasher.blake2b256(part)), part)
  const path = keyToPath(key)
  let node = readNode(partOf(parts, root))
  let depth = 0
  for (;;) {
    if (sharedLength(node.partial, path, depth) < node.partial.length) return { kind: 'absent' }
    depth += node.partial.length
    if (depth === path.length) return valueAt(parts, node)
    const slot = node.children[path.charCodeAt(depth)]
    if (typeof slot !== 'number') return { kind: 'absent' }
    depth += 1
    const reference = childReference(node.source, slot)
    node = readNode(isHashAt(node.source, slot) ? partOf(parts, reference) : reference)
  }
}

function valueAt(parts: ReadonlyMap<string, Uint8Array>, node: TrieNode): ProvenValue {
  if (node.value === undefined) return { kind: 'absent' }
  return { kind: 'present', value: node.hashed ? partOf(parts, node.value) : node.value }
}

function partOf(parts: ReadonlyMap<string, Uint8Array>, digest: Uint8Array): Uint8Array {
  const name = bytesToHex(digest)
  const part = parts.get(name)
  if (part === undefined) {
    throw new ProofError('IncompleteProof', `no part hashes to ${name}: ask for the proof again`)
  }
  return part
}

function readNode(encoded: Uint8Array): TrieNode {
  try {
    return decodeNode(encoded)
  } catch (cause) {
    if (!(cause instanceof TrieError)) throw cause
    throw new ProofError('MalformedProof', 'a part of the proof is no node: ask another node')
  }
}
