import { equalBytes } from '../bytes/compare.ts'
import type { Hasher } from '../hash/hasher.ts'
import { hash } from '../types/hash.ts'
import type { Hash } from '../types/hash.ts'
import { encodeNode } from './encode-node.ts'
import { keyToPath } from './node-path.ts'
import type { NodePath } from './node-path.ts'
import { decodeNode, EMPTY_NODE, HASH_LENGTH, isHashAt } from './node.ts'
import type { TrieChild, TrieNode } from './node.ts'
import { loadChild, sharedLength } from './trie-nodes.ts'
import type { TrieNodes } from './trie-nodes.ts'

/** What a set of changes does to a trie. */
export interface TrieUpdate {
  readonly root: Hash
  /** New encodings by path; `undefined` where a stored node is gone. */
  readonly nodes: ReadonlyMap<NodePath, Uint8Array | undefined>
}

/**
 * Layout of the values: 0 keeps every value in its node, 1 keeps the BLAKE2b-256 hash of values of
 * 33 bytes and more (`sp_trie::LayoutV0` and `LayoutV1`).
 */
export type TrieVersion = 0 | 1

interface Walk {
  readonly hasher: Hasher
  readonly nodes: TrieNodes
  readonly version: TrieVersion
  readonly paths: readonly NodePath[]
  readonly values: readonly (Uint8Array | undefined)[]
  readonly writes: Map<NodePath, Uint8Array | undefined>
}

/** Values of this many bytes and more are hashed in version 1. */
const HASHED_VALUE_LENGTH = 33

const NIBBLES = '\0\x01\x02\x03\x04\x05\x06\x07\b\t\n\v\f\r\x0e\x0f'

/**
 * Applies all changes of a block in one walk, so that shared upper nodes are hashed once. Loads,
 * and encodes anew, only the nodes on changed paths and the siblings that a removal merges.
 * @param changes keys with one char per byte (U+0000 to U+00FF); `undefined` removes. Of a key
 *   given twice the last change counts; the value already there, or a key already absent, is fine.
 * @param version layout of the values; the state of a chain with `system_version` 1 has 1.
 * @throws TrieError when `nodes` is not one whole trie
 */
export function updateTrie(
  hasher: Hasher,
  nodes: TrieNodes,
  changes: Iterable<readonly [string, Uint8Array | undefined]>,
  version: TrieVersion = 1,
): TrieUpdate {
  const byPath = new Map<NodePath, Uint8Array | undefined>()
  for (const [key, value] of changes) byPath.set(keyToPath(key), value)
  const paths = [...byPath.keys()].sort(comparePaths)
  const values = paths.map((path) => byPath.get(path))
  const writes = new Map<NodePath, Uint8Array | undefined>()
  const walk: Walk = { hasher, nodes, version, paths, values, writes }
  const stored = nodes.get('')
  const before = stored === undefined ? undefined : decodeNode(stored)
  const root = change(walk, before, 0, 0, paths.length)
  if (root === undefined) {
    if (stored !== undefined) writes.set('', undefined)
    return { root: hash(hasher.blake2b256(EMPTY_NODE)), nodes: writes }
  }
  const unchanged = stored !== undefined && !root.dirty
  const encoded = unchanged ? stored : encodeNode(root)
  if (!unchanged) writes.set('', encoded)
  return { root: hash(hasher.blake2b256(encoded)), nodes: writes }
}

/**
 * The node that follows from `node` at `depth` nibbles by the changes `from` up to `to`, which all
 * share the path to it. Its changed descendants are written, it itself is not.
 */
function change(
  walk: Walk,
  node: TrieNode | undefined,
  depth: number,
  from: number,
  to: number,
): TrieNode | undefined {
  if (from === to) return node
  if (node === undefined) return plant(walk, depth, from, to)
  const branch = split(walk, node, depth, from, to)
  if (branch === undefined) return node
  const end = depth + branch.partial.length
  let at = from
  if (walk.paths[at]?.length === end) {
    setValue(walk, branch, walk.values[at])
    at += 1
  }
  while (at < to) {
    const nibble = nibbleAt(walk.paths[at], end)
    let next = at + 1
    while (next < to && nibbleAt(walk.paths[next], end) === nibble) next += 1
    changeChild(walk, branch, end, at, next)
    at = next
  }
  if (!branch.dirty) return branch
  return settle(walk, branch, (walk.paths[from] ?? '').slice(0, end))
}

/** A new subtree of the changes that set a value. */
function plant(walk: Walk, depth: number, from: number, to: number): TrieNode | undefined {
  let first = from
  while (first < to && walk.values[first] === undefined) first += 1
  if (first === to) return undefined
  const leaf: TrieNode = {
    partial: (walk.paths[first] ?? '').slice(depth),
    value: undefined,
    hashed: false,
    source: EMPTY_NODE,
    children: [],
    dirty: true,
  }
  setValue(walk, leaf, walk.values[first])
  return change(walk, leaf, depth, first + 1, to)
}

/**
 * The node whose partial key all changes run through: `node`, or a branch above it where they
 * part. Nothing when the only change removes a key that is not there.
 */
function split(
  walk: Walk,
  node: TrieNode,
  depth: number,
  from: number,
  to: number,
): TrieNode | undefined {
  // The changes are sorted: what the first and the last share, all share.
  const { partial } = node
  const first = sharedLength(partial, walk.paths[from] ?? '', depth)
  const last = to - from === 1 ? first : sharedLength(partial, walk.paths[to - 1] ?? '', depth)
  const shared = first < last ? first : last
  if (shared === partial.length) return node
  if (to - from === 1 && walk.values[from] === undefined) return undefined
  const children = noChildren()
  children[partial.charCodeAt(shared)] = {
    ...node,
    partial: partial.slice(shared + 1),
    dirty: true,
  }
  return {
    partial: partial.slice(0, shared),
    value: undefined,
    hashed: false,
    source: EMPTY_NODE,
    children,
    dirty: true,
  }
}

function setValue(walk: Walk, node: TrieNode, value: Uint8Array | undefined): void {
  const hashed = walk.version === 1 && value !== undefined && value.length >= HASHED_VALUE_LENGTH
  const next = hashed ? walk.hasher.blake2b256(value) : value
  const { value: before } = node
  if (before === next) return
  if (before !== undefined && next !== undefined) {
    if (node.hashed === hashed && equalBytes(before, next)) return
  }
  node.value = next
  node.hashed = hashed
  node.dirty = true
}

function changeChild(walk: Walk, branch: TrieNode, end: number, from: number, to: number): void {
  const path = walk.paths[from] ?? ''
  const nibble = path.charCodeAt(end)
  const slot = branch.children[nibble]
  const here = path.slice(0, end + 1)
  const child = slot === undefined ? slot : loadChild(walk.nodes, branch.source, slot, here)
  const changed = change(walk, child, end + 1, from, to)
  if (changed === child && (changed === undefined || !changed.dirty)) return
  if (branch.children.length === 0) branch.children = noChildren()
  branch.children[nibble] = changed
  branch.dirty = true
  // Gone unless it is written again, which it is when it stays a node of its own.
  if (typeof slot === 'number' && isHashAt(branch.source, slot)) {
    walk.writes.set(here, undefined)
  }
}

/** The canonical form of a changed node: no branch without need, no child without Merkle value. */
function settle(walk: Walk, node: TrieNode, path: NodePath): TrieNode | undefined {
  const { children } = node
  let count = 0
  let only = 0
  let onlyChild: TrieChild
  for (let nibble = 0; nibble < children.length; nibble += 1) {
    if (children[nibble] === undefined) continue
    count += 1
    only = nibble
    onlyChild = children[nibble]
  }
  if (onlyChild === undefined) {
    node.children = []
    return node.value === undefined ? undefined : node
  }
  if (count === 1 && node.value === undefined) return merge(walk, node, only, onlyChild, path)
  for (let nibble = 0; nibble < 16; nibble += 1) {
    const child = children[nibble]
    if (typeof child !== 'object' || child instanceof Uint8Array) continue
    children[nibble] = write(walk, child, path + NIBBLES.charAt(nibble))
  }
  return node
}

/** Puts the only child of a branch without value in the place of the branch. */
function merge(
  walk: Walk,
  node: TrieNode,
  nibble: number,
  slot: NonNullable<TrieChild>,
  path: NodePath,
): TrieNode {
  const childPath = path + NIBBLES.charAt(nibble)
  const child = loadChild(walk.nodes, node.source, slot, childPath)
  if (typeof slot === 'number' && isHashAt(node.source, slot)) walk.writes.set(childPath, undefined)
  child.partial = node.partial + NIBBLES.charAt(nibble) + child.partial
  child.dirty = true
  return child
}

/** The Merkle value of a finished node, written down when it is not embedded. */
function write(walk: Walk, node: TrieNode, path: NodePath): Uint8Array {
  const encoded = encodeNode(node)
  if (encoded.length < HASH_LENGTH) return encoded
  walk.writes.set(path, encoded)
  return walk.hasher.blake2b256(encoded)
}

function noChildren(): TrieNode['children'] {
  const none = undefined
  return [
    none,
    none,
    none,
    none,
    none,
    none,
    none,
    none,
    none,
    none,
    none,
    none,
    none,
    none,
    none,
    none,
  ]
}

function nibbleAt(path: NodePath | undefined, at: number): number {
  return path === undefined ? 0 : path.charCodeAt(at)
}

function comparePaths(a: NodePath, b: NodePath): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
