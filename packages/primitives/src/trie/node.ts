import { TrieError } from './errors.ts'
import { nibblesToPath } from './node-path.ts'
import type { NodePath } from './node-path.ts'

/**
 * A child of a branch: the offset of its length-prefixed Merkle value in the `source` of the node,
 * a Merkle value computed since, or a changed node that has none yet.
 */
export type TrieChild = number | Uint8Array | TrieNode | undefined

/** A decoded node. Only the walk that decoded it may change it. */
export interface TrieNode {
  /** The nibbles between where the parent points and this node. */
  partial: NodePath
  /** The value itself, or its hash where `hashed`. */
  value: Uint8Array | undefined
  hashed: boolean
  /** The encoding that number children point into. */
  source: Uint8Array
  /** 16 slots of a branch; none of a leaf. */
  children: TrieChild[]
  /** Whether the node differs from what is stored. */
  dirty: boolean
}

/** Bytes of a hash; encodings shorter than this are embedded in the parent. */
export const HASH_LENGTH = 32

/** The encoding of the trie without entries. */
export const EMPTY_NODE = new Uint8Array(1)

/** Leading bits of a header and the mask of the partial key's length after them. */
export const HEADER = {
  leaf: { prefix: 0x40, mask: 0x3f },
  branch: { prefix: 0x80, mask: 0x3f },
  branchWithValue: { prefix: 0xc0, mask: 0x3f },
  hashedLeaf: { prefix: 0x20, mask: 0x1f },
  hashedBranch: { prefix: 0x10, mask: 0x0f },
} as const

/** Kind of node by header byte. */
type HeaderKind = (typeof HEADER)[keyof typeof HEADER]

/**
 * Decodes a node other than the empty one. Children and value stay views of `source`.
 * @throws TrieError `MalformedNode`
 */
export function decodeNode(source: Uint8Array): TrieNode {
  const kind = headerKind(source[0] ?? 0)
  let at = 1
  let nibbles = (source[0] ?? 0) & kind.mask
  if (nibbles === kind.mask) {
    let more = 255
    while (more === 255) {
      more = byteAt(source, at)
      nibbles += more
      at += 1
    }
  }
  const partial = readPartial(source, at, nibbles)
  at += (nibbles + 1) >>> 1
  const leaf = kind === HEADER.leaf || kind === HEADER.hashedLeaf
  const bitmap = leaf ? 0 : byteAt(source, at) | (byteAt(source, at + 1) << 8)
  if (!leaf) {
    if (bitmap === 0) throw malformed('a branch without children')
    at += 2
  }
  const hashed = kind === HEADER.hashedLeaf || kind === HEADER.hashedBranch
  let value: Uint8Array | undefined
  if (kind !== HEADER.branch) {
    const length = hashed ? HASH_LENGTH : valueLength(source, at)
    if (!hashed) at += compactSize(byteAt(source, at))
    value = source.subarray(at, at + length)
    at += length
  }
  const children: TrieChild[] = []
  if (!leaf) at = readChildren(source, at, bitmap, children)
  if (at !== source.length) throw malformed(`${source.length} bytes where its parts take ${at}`)
  return { partial, value, hashed, source, children, dirty: false }
}

/** The Merkle value at a number child: a hash where it has 32 bytes, else the node itself. */
export function childReference(source: Uint8Array, at: number): Uint8Array {
  return source.subarray(at + 1, at + 1 + (byteAt(source, at) >>> 2))
}

/** Whether the child at this offset is a hash, so that the node lies under its own path. */
export function isHashAt(source: Uint8Array, at: number): boolean {
  return source[at] === HASH_LENGTH << 2
}

/** Bytes that a compact number takes, from its first byte. */
export function compactSize(first: number): number {
  return (first & 3) === 3 ? 0 : 1 << (first & 3)
}

function headerKind(first: number): HeaderKind {
  if (first >= 0xc0) return HEADER.branchWithValue
  if (first >= 0x80) return HEADER.branch
  if (first >= 0x40) return HEADER.leaf
  if (first >= 0x20) return HEADER.hashedLeaf
  if (first >= 0x10) return HEADER.hashedBranch
  throw malformed(`header byte ${first}`)
}

/** With an odd count the first byte holds one nibble, below a zero. */
function readPartial(source: Uint8Array, from: number, count: number): NodePath {
  if (count === 0) return ''
  const odd = count & 1
  if (from + ((count + 1) >>> 1) > source.length) throw malformed('a cut partial key')
  if (odd === 1 && (source[from] ?? 0) > 15) throw malformed('a padded partial key')
  const nibbles = new Uint8Array(count)
  for (let at = 0; at < count; at += 1) {
    const byte = source[from + ((at + odd) >>> 1)] ?? 0
    nibbles[at] = ((at + odd) & 1) === 0 ? byte >>> 4 : byte & 15
  }
  return nibblesToPath(nibbles)
}

function readChildren(source: Uint8Array, from: number, bitmap: number, into: TrieChild[]): number {
  let at = from
  for (let nibble = 0; nibble < 16; nibble += 1) {
    if ((bitmap & (1 << nibble)) === 0) {
      into.push(undefined)
      continue
    }
    const length = byteAt(source, at)
    if ((length & 3) !== 0 || length === 0 || length > HASH_LENGTH << 2) {
      throw malformed(`child length byte ${length}`)
    }
    into.push(at)
    at += 1 + (length >>> 2)
  }
  return at
}

function valueLength(source: Uint8Array, at: number): number {
  const first = byteAt(source, at)
  switch (first & 3) {
    case 0:
      return first >>> 2
    case 1:
      return (first | (byteAt(source, at + 1) << 8)) >>> 2
    case 2: {
      const low = first | (byteAt(source, at + 1) << 8) | (byteAt(source, at + 2) << 16)
      return (low | (byteAt(source, at + 3) << 24)) >>> 2
    }
    default:
      throw malformed('a value of a gibibyte or more')
  }
}

function byteAt(source: Uint8Array, at: number): number {
  const byte = source[at]
  if (byte === undefined) throw malformed(`cut after ${source.length} bytes`)
  return byte
}

function malformed(what: string): TrieError {
  return new TrieError('MalformedNode', `not a trie node (${what}): rebuild the trie`)
}
