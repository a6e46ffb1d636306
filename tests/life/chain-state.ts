import { compareBytes, concatBytes, decode, encode, hexToBytes, Reader } from '@plexus/primitives'
import type { Hasher } from '@plexus/primitives'
import { fromStorageKey, toStorageKey } from '@plexus/runtime'
import type { StorageItem } from './layout.ts'
import type { Request } from './rpc.ts'

/** An entry of a map: its keys, decoded, and its value. */
export interface Entry {
  readonly keys: readonly unknown[]
  readonly value: unknown
}

/** The state of one block, read by the reference's layout. */
export interface ChainState {
  readonly blockHash: string
  /** A value, its default, or undefined. Keys as the layout's types take them. */
  at(item: string, ...keys: readonly unknown[]): unknown
  /** All entries of a map, ordered by their decoded keys, accounts by their bytes. */
  entries(item: string): readonly Entry[]
}

const PAGE = 1000

/** Reads all keys and values of a block through JSON-RPC. */
export async function readState(
  request: Request,
  hasher: Hasher,
  layout: (item: string) => StorageItem,
  blockHash: string,
): Promise<ChainState> {
  const values = await allValues(request, blockHash)
  const sorted = [...values.keys()].sort(byCodeUnit)
  const prefixOf = ({ pallet, name }: StorageItem): Uint8Array =>
    concatBytes(hasher.twox128(utf8(pallet)), hasher.twox128(utf8(name)))
  return {
    blockHash,
    at(path, ...keys) {
      const item = layout(path)
      const parts = item.keys.map(({ hasher: each, type }, index) =>
        each.hash(hasher, encode(type, keys[index])),
      )
      const found = values.get(toStorageKey(concatBytes(prefixOf(item), ...parts)))
      const value = found ?? item.otherwise
      return value === undefined ? undefined : decode(item.value, value)
    },
    entries(path) {
      const item = layout(path)
      const prefix = toStorageKey(prefixOf(item))
      return sorted
        .filter((key) => key.startsWith(prefix))
        .map((key) => ({
          keys: keysOf(item, fromStorageKey(key.slice(prefix.length))),
          value: decode(item.value, values.get(key) ?? new Uint8Array()),
        }))
        .sort((a, b) => compareKeys(a.keys, b.keys))
    },
  }
}

async function allValues(
  request: Request,
  blockHash: string,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const values = new Map<string, Uint8Array>()
  let after: string | null = null
  for (;;) {
    const page: readonly string[] = await request('state_getKeysPaged', [
      ...['0x', PAGE, after, blockHash],
    ])
    type ChangeSets = readonly { readonly changes: readonly (readonly [string, string])[] }[]
    const [set] = await request<ChangeSets>('state_queryStorageAt', [page, blockHash])
    for (const [key, value] of set?.changes ?? []) {
      values.set(toStorageKey(hexToBytes(key)), hexToBytes(value))
    }
    after = page.at(-1) ?? null
    if (page.length < PAGE) return values
  }
}

function keysOf(item: StorageItem, raw: Uint8Array): readonly unknown[] {
  const input = new Reader(raw)
  return item.keys.map(({ hasher, type }) => {
    input.take(hasher.plainOffset ?? 0)
    return type.decodeFrom(input)
  })
}

function compareKeys(a: readonly unknown[], b: readonly unknown[]): number {
  for (const [at, left] of a.entries()) {
    const right = b[at]
    const order =
      left instanceof Uint8Array && right instanceof Uint8Array
        ? compareBytes(left, right)
        : Number(left) - Number(right)
    if (order !== 0) return order
  }
  return 0
}

const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : Number(a > b))
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
