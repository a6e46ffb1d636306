import type { Hash } from '@plexus/primitives'
import type { StorageKey } from '@plexus/runtime'
import type { HistoricalState } from '../chain/interface.ts'
import type { RpcContext } from './context.ts'
import { clientError, countTooLarge, RpcError } from './errors.ts'
import { method } from './method.ts'
import { hash, list, optionalHash, storageKey, u32 } from './params.ts'
import type { Param } from './params.ts'
import { blockHash, stateAt } from './read-chain.ts'
import { keyToHex, toHex, valueHex } from './render.ts'
import type { Rest } from './write-json.ts'

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
  async ({ ctx, rest }, prefix, count, startKey, at) => {
    if (count > MAX_PAGE) throw countTooLarge(count, MAX_PAGE)
    const view = stateAt(ctx, at)
    return await collect(keysFrom(view, prefix ?? '', count, startKey), keyToHex, rest)
  },
  { aliases: ['state_getKeysPagedAt'] },
)

/** All keys with a prefix, ascending. */
export const state_getKeys = method(
  [optionalKey, optionalHash],
  async ({ ctx, rest }, prefix, at) => {
    const keys = keysFrom(stateAt(ctx, at), prefix ?? '', MAX_KEYS + 1)
    const found = await collect(keys, keyToHex, rest)
    if (found.length > MAX_KEYS) throw countTooLarge(found.length, MAX_KEYS)
    return found
  },
)

/** All keys with a prefix and their values. */
export const state_getPairs = method(
  [optionalKey, optionalHash],
  async ({ ctx, rest }, prefix, at) => {
    const view = stateAt(ctx, at)
    const keys = await collect(keysFrom(view, prefix ?? '', MAX_PAIRS + 1), (key) => key, rest)
    if (keys.length > MAX_PAIRS) throw countTooLarge(keys.length, MAX_PAIRS)
    const pair = (key: StorageKey) => [keyToHex(key), valueHex(view.get(key) ?? new Uint8Array())]
    return await collect(keys, pair, rest)
  },
)

/** Change sets of keys between two blocks: all values at the first, then what changed. */
export const state_queryStorage = method(
  [list(storageKey, MAX_QUERY_KEYS), hash, optionalHash],
  async ({ ctx, rest }, keys, from, to) => {
    const first = heightOf(ctx, from)
    const last = heightOf(ctx, blockHash(ctx, to))
    if (last < first) throw new RpcError(4001, 'Cannot resolve a block range', 'to is before from')
    const count = last - first + 1
    if (count > MAX_QUERY_BLOCKS) throw countTooLarge(count, MAX_QUERY_BLOCKS)
    return await changeSets(ctx, keys, first, last, rest)
  },
)

function* keysFrom(
  view: HistoricalState,
  prefix: StorageKey,
  count: number,
  after?: StorageKey,
): Generator<StorageKey, undefined> {
  let left = count
  if (left === 0) return
  for (const key of view.keys(prefix, after)) {
    yield key
    left -= 1
    if (left === 0) return
  }
}

/** What is made of many things, with a rest now and then. */
async function collect<T, R>(items: Iterable<T>, make: (item: T) => R, rest: Rest): Promise<R[]> {
  const made: R[] = []
  for (const item of items) {
    made.push(make(item))
    const pause = rest()
    if (pause !== undefined) await pause
  }
  return made
}

async function changeSets(
  ctx: RpcContext,
  keys: readonly StorageKey[],
  first: number,
  last: number,
  rest: Rest,
) {
  const { chain } = ctx
  const known = new Map<StorageKey, string | null>()
  const sets: { block: string; changes: (readonly [string, string | null])[] }[] = []
  for (const [height, due] of await changesByHeight(ctx, keys, first, last, rest)) {
    const at = chain.hashAt(height)
    if (at === undefined) break
    const view = stateAt(ctx, at)
    const changedValue = (key: StorageKey): readonly (readonly [string, string | null])[] => {
      const value = view.get(key)
      const text = value === undefined ? null : toHex(value)
      if (known.has(key) && known.get(key) === text) return []
      known.set(key, text)
      return [[keyToHex(key), text]]
    }
    const changes = (await collect(due, changedValue, rest)).flat()
    if (changes.length > 0) sets.push({ block: toHex(at), changes })
  }
  return sets
}

/** The keys to look at in each block: all in the first, then those that the block changed. */
async function changesByHeight(
  { chain }: RpcContext,
  keys: readonly StorageKey[],
  first: number,
  last: number,
  rest: Rest,
): Promise<readonly (readonly [number, readonly StorageKey[]])[]> {
  const byHeight = new Map<number, StorageKey[]>([[first, [...keys]]])
  await collect(
    new Set(keys),
    (key) => {
      for (const height of chain.changesOf(key, first, last)) {
        const due = byHeight.get(height)
        if (due === undefined) byHeight.set(height, [key])
        else due.push(key)
      }
    },
    rest,
  )
  return [...byHeight].sort(([one], [other]) => one - other)
}

function heightOf({ chain }: RpcContext, at: Hash): number {
  const header = chain.header(at)
  if (header !== undefined) return header.number
  throw clientError(`UnknownBlock: Header was not found in the database: ${toHex(at)}`)
}
