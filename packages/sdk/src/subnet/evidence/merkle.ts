import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes, equalBytes } from '@plexus/primitives'

/**
 * Root of a Merkle tree over the entries, in their order, as RFC 6962 §2.1 defines it: leaves and
 * nodes are hashed under different prefixes, so that none passes for the other.
 *
 * @returns 32 bytes; SHA-256 of nothing where there are no entries
 */
export function merkleRoot(entries: readonly Uint8Array[]): Uint8Array {
  if (entries.length === 0) return sha256(new Uint8Array(0))
  return rootOf(entries.map(leafHash))
}

/**
 * The hashes that lead from an entry to the root, lowest first.
 *
 * @param index 0 to `entries.length` − 1
 * @throws RangeError where there is no such entry
 */
export function merkleProof(entries: readonly Uint8Array[], index: number): readonly Uint8Array[] {
  if (!Number.isInteger(index) || index < 0 || index >= entries.length)
    throw new RangeError(`There is no entry ${index} among ${entries.length}.`)
  return pathOf(entries.map(leafHash), index)
}

/** Whether `proof` shows that `entry` is at `index` of the `size` entries under `root`. */
export function verifyMerkleProof(options: {
  readonly root: Uint8Array
  readonly size: number
  readonly index: number
  readonly entry: Uint8Array
  readonly proof: readonly Uint8Array[]
}): boolean {
  const { root, size, index, entry, proof } = options
  if (!Number.isInteger(index) || index < 0 || index >= size) return false
  const hash = climb(leafHash(entry), index, size, proof)
  return hash !== undefined && equalBytes(hash, root)
}

const LEAF = Uint8Array.of(0)
const NODE = Uint8Array.of(1)

const leafHash = (entry: Uint8Array): Uint8Array => sha256(concatBytes(LEAF, entry))
const nodeHash = (left: Uint8Array, right: Uint8Array): Uint8Array =>
  sha256(concatBytes(NODE, left, right))

/** The largest power of two below `size`, which is at least 2. */
function splitOf(size: number): number {
  let split = 1
  while (split * 2 < size) split *= 2
  return split
}

function rootOf(hashes: readonly Uint8Array[]): Uint8Array {
  if (hashes.length === 1) return hashes[0] as Uint8Array
  const split = splitOf(hashes.length)
  return nodeHash(rootOf(hashes.slice(0, split)), rootOf(hashes.slice(split)))
}

function pathOf(hashes: readonly Uint8Array[], index: number): readonly Uint8Array[] {
  if (hashes.length === 1) return []
  const split = splitOf(hashes.length)
  const left = hashes.slice(0, split)
  const right = hashes.slice(split)
  return index < split
    ? [...pathOf(left, index), rootOf(right)]
    : [...pathOf(right, index - split), rootOf(left)]
}

function climb(
  leaf: Uint8Array,
  index: number,
  size: number,
  proof: readonly Uint8Array[],
): Uint8Array | undefined {
  if (size === 1) return proof.length === 0 ? leaf : undefined
  const sibling = proof.at(-1)
  if (sibling === undefined) return undefined
  const split = splitOf(size)
  const isLeft = index < split
  const below = isLeft
    ? climb(leaf, index, split, proof.slice(0, -1))
    : climb(leaf, index - split, size - split, proof.slice(0, -1))
  if (below === undefined) return undefined
  return isLeft ? nodeHash(below, sibling) : nodeHash(sibling, below)
}
