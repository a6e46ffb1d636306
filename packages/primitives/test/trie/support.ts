import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { hexToBytes, updateTrie } from '../../src/index.ts'
import type { Hasher, NodePath, TrieVersion } from '../../src/index.ts'

/** `vectors/sp-trie.json`; its `about` says what made it. Keys and values are hexadecimal. */
export interface Vectors {
  readonly histories: readonly {
    readonly name: string
    readonly steps: readonly {
      readonly changes: readonly (readonly [string, string | null])[]
      readonly root: string
    }[]
  }[]
  readonly lists: readonly {
    readonly values: readonly string[]
    readonly root0: string
    readonly root1: string
  }[]
  readonly tries: readonly {
    readonly entries: readonly (readonly [string, string])[]
    readonly root: string
    readonly nodes: readonly string[]
  }[]
}

export function readVectors(): Vectors {
  const file = new URL('./vectors/sp-trie.json', import.meta.url)
  return JSON.parse(readFileSync(file, 'utf8')) as Vectors
}

/** The storage key of a hexadecimal text. */
export function keyOf(hex: string): string {
  return String.fromCharCode(...hexToBytes(hex))
}

/** Stored nodes, entries and root that a test carries through updates. */
export interface StoredTrie {
  readonly nodes: Map<NodePath, Uint8Array>
  readonly entries: Map<string, Uint8Array>
  root: Uint8Array
}

export type KeyChange = readonly [string, Uint8Array | undefined]

/** A trie of `entries`, built in one step. */
export function storeTrie(
  hasher: Hasher,
  entries: Iterable<readonly [string, Uint8Array]>,
  version?: TrieVersion,
): StoredTrie {
  const trie: StoredTrie = { nodes: new Map(), entries: new Map(), root: new Uint8Array() }
  applyChanges(hasher, trie, [...entries], version)
  return trie
}

/** Applies changes to the entries and, through `updateTrie`, to the nodes. */
export function applyChanges(
  hasher: Hasher,
  trie: StoredTrie,
  changes: readonly KeyChange[],
  version?: TrieVersion,
): void {
  const update = updateTrie(hasher, trie.nodes, changes, version)
  for (const [key, value] of changes) put(trie.entries, key, value)
  for (const [path, encoded] of update.nodes) put(trie.nodes, path, encoded)
  trie.root = update.root
}

function put<T>(map: Map<string, T>, key: string, value: T | undefined): void {
  if (value === undefined) map.delete(key)
  else map.set(key, value)
}

/** Keys that collide and nest often: a shared stem or none, then few distinct bytes. */
const arbitraryKey = fc
  .tuple(
    fc.constantFrom('', '\x00', '\xf0', 'a shared stem of some length'),
    fc.array(fc.constantFrom(0x00, 0x01, 0x10, 0x11, 0xff), { maxLength: 4 }),
  )
  .map(([stem, bytes]) => stem + String.fromCharCode(...bytes))

/** Values on both sides of the sizes that decide about embedding and hashing. */
const arbitraryValue = fc
  .tuple(fc.constantFrom(0, 1, 4, 24, 27, 28, 31, 32, 33, 34, 80), fc.integer({ min: 0, max: 2 }))
  .map(([length, fill]) => new Uint8Array(length).fill(fill))

export const arbitraryEntries = fc
  .array(fc.tuple(arbitraryKey, arbitraryValue), { maxLength: 24 })
  .map((entries) => new Map(entries))

export const arbitraryChanges: fc.Arbitrary<KeyChange[]> = fc.array(
  fc.tuple(arbitraryKey, fc.option(arbitraryValue, { nil: undefined, freq: 2 })),
  { maxLength: 12 },
)

export { arbitraryKey }
