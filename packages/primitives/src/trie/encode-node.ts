import { HASH_LENGTH, HEADER } from './node.ts'
import type { TrieNode } from './node.ts'

/** Encodes a node whose changed children all have a Merkle value. */
export function encodeNode(node: TrieNode): Uint8Array {
  const { partial, value, children, source } = node
  const out = new Uint8Array(encodedLength(node))
  let at = writeHeader(node, out)
  at = writePartial(partial, out, at)
  const bitmapAt = at
  if (children.length > 0) at += 2
  if (value !== undefined) {
    if (!node.hashed) at = writeCompact(value.length, out, at)
    out.set(value, at)
    at += value.length
  }
  let bitmap = 0
  for (let nibble = 0; nibble < children.length; nibble += 1) {
    const child = children[nibble]
    if (child === undefined) continue
    bitmap |= 1 << nibble
    if (typeof child === 'number') {
      const end = child + 1 + ((source[child] ?? 0) >>> 2)
      for (let from = child; from < end; from += 1, at += 1) out[at] = source[from] ?? 0
    } else if (child instanceof Uint8Array) {
      out[at] = child.length << 2
      out.set(child, at + 1)
      at += 1 + child.length
    }
  }
  if (children.length > 0) {
    out[bitmapAt] = bitmap & 255
    out[bitmapAt + 1] = bitmap >>> 8
  }
  return out
}

function encodedLength(node: TrieNode): number {
  const { partial, value, hashed, children, source } = node
  let length = headerLength(partial.length, headerOf(node).mask) + ((partial.length + 1) >>> 1)
  if (value !== undefined)
    length += hashed ? HASH_LENGTH : compactLength(value.length) + value.length
  if (children.length > 0) length += 2
  for (const child of children) {
    if (typeof child === 'number') length += 1 + ((source[child] ?? 0) >>> 2)
    else if (child instanceof Uint8Array) length += 1 + child.length
  }
  return length
}

function headerOf(node: TrieNode): (typeof HEADER)[keyof typeof HEADER] {
  if (node.children.length === 0) return node.hashed ? HEADER.hashedLeaf : HEADER.leaf
  if (node.value === undefined) return HEADER.branch
  return node.hashed ? HEADER.hashedBranch : HEADER.branchWithValue
}

function headerLength(nibbles: number, mask: number): number {
  let length = 1
  for (let rest = nibbles - mask; rest >= 0; rest -= 255) length += 1
  return length
}

function writeHeader(node: TrieNode, out: Uint8Array): number {
  const { prefix, mask } = headerOf(node)
  const nibbles = node.partial.length
  if (nibbles < mask) {
    out[0] = prefix | nibbles
    return 1
  }
  out[0] = prefix | mask
  let at = 1
  let rest = nibbles - mask
  for (; rest >= 255; rest -= 255, at += 1) out[at] = 255
  out[at] = rest
  return at + 1
}

function writePartial(partial: string, out: Uint8Array, start: number): number {
  let at = start
  let from = 0
  if ((partial.length & 1) === 1) {
    out[at] = partial.charCodeAt(0)
    at += 1
    from = 1
  }
  for (; from < partial.length; from += 2, at += 1) {
    out[at] = (partial.charCodeAt(from) << 4) | partial.charCodeAt(from + 1)
  }
  return at
}

function compactLength(value: number): number {
  if (value < 64) return 1
  return value < 1 << 14 ? 2 : 4
}

function writeCompact(value: number, out: Uint8Array, at: number): number {
  const length = compactLength(value)
  const word = (value << 2) | (length >>> 1)
  for (let byte = 0; byte < length; byte += 1) out[at + byte] = (word >>> (byte << 3)) & 255
  return at + length
}
