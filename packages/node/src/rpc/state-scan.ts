import type { Hash } from '@plexus/primitives'
import type { StorageKey } from '@plexus/runtime'
import type { HistoricalState } from '../chain/interface.ts'
import type { RpcContext } from './context.ts'
import { clientError, countTooLarge, RpcError } from './errors.ts'
import { method } from './method.ts'
import { hash, list, optionalHash, storageKey, u32 } from './params.ts'
import type { Param } from './params.ts'
import { blockHash, stateAt } from './read-chain.ts'
import { keyToHex, toHex } from './render.ts'

/** Keys of one page, as in the reference. */
const MAX_PAGE = 1000
/** Keys of an answer without pages. PERF: about 100 MB of JSON. */
const MAX_KEYS = 500_000
const MAX_PAIRS = 50_000
const MAX_QUERY_KEYS = 1024
const MAX_QUERY_BLOCKS = 1024

const optionalKey: Param<StorageKey | undefined> = (value) =>
  value === undefined || value === null || value === '' ? undefined : storageKey(value)

/** Keys with a prefix, ascending, after `startKey`; at most 1000. */
export const state_getKeysPaged = method(
  [optionalKey, u32, optionalKey, optionalHash],
  ({ ctx }, prefix, count, startKey, at) => {
    if (count > MAX_PAGE) throw countTooLarge(count, MAX_PAGE)
    return keysFrom(stateAt(ctx, at), prefix ?? '', count, startKey).map(keyToHex)
  },
  { aliases: ['state_getKeysPagedAt'] },
)

/** All keys with a prefix, ascending. */
export const state_getKeys = method([optionalKey, optionalHash], ({ ctx }, prefix, at) => {
  const keys = keysFrom(stateAt(ctx, at), prefix ?? '', MAX_KEYS + 1)
  if (keys.length > MAX_KEYS) throw countTooLarge(keys.length, MAX_KEYS)
  return keys.map(keyToHex)
})

/** All keys with a prefix and their values. */
export const state_getPairs = method([optionalKey, optionalHash], ({ ctx }, prefix, at) => {
  const view = stateAt(ctx, at)
  const keys = keysFrom(view, prefix ?? '', MAX_PAIRS + 1)
  if (keys.length > MAX_PAIRS) throw countTooLarge(keys.length, MAX_PAIRS)
  return keys.map((key) => [keyToHex(key), toHex(view.get(key) ?? new Uint8Array())])
})

/** Change sets of keys between two blocks: all values at the first, then what changed. */
export const state_queryStorage = method(
  [list(storageKey, MAX_QUERY_KEYS), hash, optionalHash],
  ({ ctx }, keys, from, to) => {
    const first = heightOf(ctx, from)
    const last = heightOf(ctx, blockHash(ctx, to))
    if (last < first) throw new RpcError(4001, 'Cannot resolve a block range', 'to is before from')
    const count = last - first + 1
    if (count > MAX_QUERY_BLOCKS) throw countTooLarge(count, MAX_QUERY_BLOCKS)
    return changeSets(ctx, keys, first, last)
  },
)

function keysFrom(
  view: HistoricalState,
  prefix: StorageKey,
  count: number,
  after?: StorageKey,
): StorageKey[] {
  const keys: StorageKey[] = []
  if (count === 0) return keys
  for (const key of view.keys(prefix, after)) {
    keys.push(key)
    if (keys.length === count) break
  }
  return keys
}

function changeSets(ctx: RpcContext, keys: readonly StorageKey[], first: number, last: number) {
  const known = new Map<StorageKey, string | null>()
  const sets: { block: string; changes: (readonly [string, string | null])[] }[] = []
  for (let height = first; height <= last; height += 1) {
    const at = ctx.chain.hashAt(height)
    if (at === undefined) break
    const view = stateAt(ctx, at)
    const changes = keys.flatMap((key) => {
      const value = view.get(key)
      const text = value === undefined ? null : toHex(value)
      if (known.has(key) && known.get(key) === text) return []
      known.set(key, text)
      return [[keyToHex(key), text] as const]
    })
    if (changes.length > 0) sets.push({ block: toHex(at), changes })
  }
  return sets
}

function heightOf({ chain }: RpcContext, at: Hash): number {
  const header = chain.header(at)
  if (header !== undefined) return header.number
  throw clientError(`UnknownBlock: Header was not found in the database: ${toHex(at)}`)
}
