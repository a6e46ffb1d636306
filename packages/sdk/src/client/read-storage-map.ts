import type { StorageItems, StorageName } from '../descriptors/generated/index.ts'
import type { Client } from './client.ts'
import { ReadLimitError } from './errors.ts'
import type { ReadOptions } from './read-options.ts'
import type { StorageCodec } from './runtime.ts'
import type { RequestOptions } from './transport/transport.ts'

/** Bounds of a read of many entries. */
export interface ReadMapOptions extends ReadOptions {
  /** Most entries; more are an error. Default 100,000. */
  readonly maxEntries?: number
  /** Entries of one request. Default 500. */
  readonly pageSize?: number
}

/** One entry of a map. */
export interface MapEntry<Name extends StorageName> {
  readonly keys: StorageItems[Name]['keys']
  readonly value: NonNullable<StorageItems[Name]['value']>
}

const MAX_ENTRIES = 100_000
const PAGE_SIZE = 500

/**
 * Reads the entries of a map in the order of their storage keys, all of one block.
 *
 * @param prefix the first keys that all entries share; none for the whole map
 * @throws ReadLimitError above `maxEntries`; and as `readStorage`
 */
export async function readStorageMap<Name extends StorageName>(
  client: Client,
  name: Name,
  prefix: readonly unknown[] = [],
  given: ReadMapOptions = {},
): Promise<MapEntry<Name>[]> {
  const { maxEntries = MAX_ENTRIES, pageSize = PAGE_SIZE, at, ...options } = given
  // Pages of several blocks would not fit together.
  const block = at ?? String(await client.request('chain_getBlockHash', [], options))
  const runtime = await client.runtime(block, options)
  runtime.ensure('storage', name)
  const item = runtime.storage(name)
  const start = item.key(prefix)
  const entries: MapEntry<Name>[] = []
  let last: string | null = null
  for (;;) {
    const page = [start, pageSize, last, block] as const
    const keys = (await client.request('state_getKeysPaged', page, options)) as readonly string[]
    if (entries.length + keys.length > maxEntries) throw new ReadLimitError(name, maxEntries)
    entries.push(...(await readPage<Name>(client, item, keys, block, options)))
    if (keys.length < pageSize) return entries
    last = keys[keys.length - 1] ?? null
  }
}

async function readPage<Name extends StorageName>(
  client: Client,
  item: StorageCodec,
  keys: readonly string[],
  block: string,
  options: RequestOptions,
): Promise<MapEntry<Name>[]> {
  if (keys.length === 0) return []
  const values = await readValues(client, keys, block, options)
  return keys.flatMap((key) => {
    const value = values.get(key)
    if (value === undefined || value === null) return []
    return [
      {
        keys: item.decodeKey(key) as MapEntry<Name>['keys'],
        value: item.decodeValue(value) as MapEntry<Name>['value'],
      },
    ]
  })
}

/** In one request where the node answers that. */
async function readValues(
  client: Client,
  keys: readonly string[],
  block: string,
  options: RequestOptions,
): Promise<ReadonlyMap<string, string | null>> {
  if (client.supports('state_queryStorageAt')) {
    const sets = await client.request('state_queryStorageAt', [keys, block], options)
    const changes = (sets as readonly { changes: readonly [string, string | null][] }[]).flatMap(
      (set) => set.changes,
    )
    return new Map(changes)
  }
  const read = async (key: string): Promise<[string, string | null]> => [
    key,
    (await client.request('state_getStorage', [key, block], options)) as string | null,
  ]
  return new Map(await Promise.all(keys.map(read)))
}
