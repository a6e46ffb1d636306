import type { Hasher } from '@plexus/primitives'
import type { StorageKey } from '@plexus/runtime'
import type { HistoricalState } from '../chain/interface.ts'
import type { LongHex } from './long-hex.ts'
import { hexBytes, list, object, oneOf, optional, storageKey } from './params.ts'
import { keyToHex, toHex, valueHex } from './render.ts'

/** One question about storage in the new JSON-RPC API. */
export interface StorageQuery {
  readonly key: StorageKey
  readonly type: (typeof QUERY_TYPES)[number]
  /** Descendants after this key only. */
  readonly paginationStartKey: StorageKey | undefined
}

/** One answer: a key and one of the other members. */
export interface StorageItem {
  readonly key: string
  readonly value?: string | LongHex
  readonly hash?: string
  readonly closestDescendantMerkleValue?: string
}

const QUERY_TYPES = [
  'value',
  'hash',
  'descendantsValues',
  'descendantsHashes',
  'closestDescendantMerkleValue',
] as const

const MAX_QUERIES = 4096

/** The `items` parameter of `chainHead_v1_storage` and `archive_v1_storage`. */
export const storageQueries = list<StorageQuery>(
  object({
    key: storageKey,
    type: oneOf(...QUERY_TYPES),
    paginationStartKey: optional(storageKey),
  }),
  MAX_QUERIES,
)

/** The `childTrie` parameter; this chain has no child tries, so any of them is empty. */
export const childTrie = optional(hexBytes)

/** The answers, one after the other; a key without a value has none. */
export function* answerQueries(
  view: HistoricalState,
  queries: readonly StorageQuery[],
  hasher: Hasher,
): Generator<StorageItem, undefined> {
  for (const query of queries) yield* answerQuery(view, query, hasher)
}

function* answerQuery(
  view: HistoricalState,
  { key, type, paginationStartKey }: StorageQuery,
  hasher: Hasher,
): Generator<StorageItem, undefined> {
  const value = (at: StorageKey, bytes: Uint8Array): StorageItem => ({
    key: keyToHex(at),
    value: valueHex(bytes),
  })
  const hashed = (at: StorageKey, bytes: Uint8Array): StorageItem => ({
    key: keyToHex(at),
    hash: toHex(hasher.blake2b256(bytes)),
  })
  if (type === 'closestDescendantMerkleValue') {
    const merkleValue = view.closestDescendantMerkleValue(key)
    if (merkleValue === undefined) return
    yield { key: keyToHex(key), closestDescendantMerkleValue: toHex(merkleValue) }
    return
  }
  const render = type === 'value' || type === 'descendantsValues' ? value : hashed
  const single = type === 'value' || type === 'hash'
  for (const at of single ? [key] : view.keys(key, paginationStartKey)) {
    const bytes = view.get(at)
    if (bytes !== undefined) yield render(at, bytes)
  }
}
