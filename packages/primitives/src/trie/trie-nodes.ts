import { TrieError } from './errors.ts'
import type { NodePath } from './node-path.ts'
import { childReference, decodeNode, isHashAt } from './node.ts'
import type { TrieChild, TrieNode } from './node.ts'

/**
 * The stored nodes of one trie, by path, encoded as they are hashed: the root (at `''`, absent
 * when the trie is empty) and every node of 32 bytes or more. Smaller ones live inside their
 * parent only.
 */
export interface TrieNodes {
  get(path: NodePath): Uint8Array | undefined
}

/** A child of the branch encoded in `source`, from its own path or from within the branch. */
export function loadChild(
  nodes: TrieNodes,
  source: Uint8Array,
  slot: NonNullable<TrieChild>,
  path: NodePath,
): TrieNode {
  if (typeof slot !== 'number') return slot instanceof Uint8Array ? decodeNode(slot) : slot
  const stored = isHashAt(source, slot)
  return decodeNode(stored ? storedNode(nodes, path) : childReference(source, slot))
}

/** The encoding stored at a path. @throws TrieError `MissingNode` */
export function storedNode(nodes: TrieNodes, path: NodePath): Uint8Array {
  const stored = nodes.get(path)
  if (stored === undefined) throw missing(path)
  return stored
}

/** How many nibbles of `partial` the path goes along from `depth` on. */
export function sharedLength(partial: NodePath, path: NodePath, depth: number): number {
  const rest = path.length - depth
  const most = partial.length < rest ? partial.length : rest
  let shared = 0
  while (shared < most && partial.charCodeAt(shared) === path.charCodeAt(depth + shared))
    shared += 1
  return shared
}

function missing(path: NodePath): TrieError {
  let nibbles = ''
  for (let at = 0; at < path.length; at += 1) nibbles += path.charCodeAt(at).toString(16)
  return new TrieError('MissingNode', `no node is stored at 0x${nibbles}: rebuild the trie`)
}
