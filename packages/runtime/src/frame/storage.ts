import {
  concatBytes,
  decode,
  decodePrefix,
  encode,
  ScaleError,
  tuple,
  u32,
} from '@plexus/primitives'
import type { AnyType, KeyHasher, Type, ValueOf } from '@plexus/primitives'
import { fromStorageKey, toStorageKey } from '../state/view.ts'
import type { StorageKey } from '../state/view.ts'
import type { RuntimeConfig } from './config.ts'
import type { Context } from './context.ts'
import type { PalletId } from './pallet-id.ts'

/** A storage item as metadata and tools see it. */
export interface StorageEntry {
  readonly pallet: PalletId
  readonly name: string
  readonly keys: readonly HashedKey<AnyType>[]
  readonly value: AnyType
  readonly modifier: 'Optional' | 'Default'
  /** What a missing value reads as; one zero byte for optional items, as metadata has it. */
  defaultBytes(config: RuntimeConfig): Uint8Array
  readonly docs: readonly string[]
  /** twox128(pallet) ‖ twox128(item). */
  prefix(ctx: Pick<Context, 'host'>): StorageKey
}

/** One key of a map: how it is hashed and what it is. */
export interface HashedKey<T extends AnyType> {
  readonly hasher: KeyHasher
  readonly type: T
}

/** A key of a map. */
export const hashed = <T>(hasher: KeyHasher, type: Type<T>): HashedKey<Type<T>> => ({
  hasher,
  type,
})

type KeyValues<H extends readonly HashedKey<AnyType>[]> = {
  -readonly [K in keyof H]: H[K] extends HashedKey<infer T> ? ValueOf<T> : never
}
type Prefixes<K extends readonly unknown[]> = K extends readonly [...infer Rest, unknown]
  ? K | Prefixes<Rest>
  : []

/**
 * A storage item. `K` are its keys (none for a plain value), `T` what is written, `Q` what a read
 * gives (`T | undefined` for optional items).
 */
export interface StorageItem<K extends readonly unknown[], T, Q> extends StorageEntry {
  /** The raw key. */
  key(ctx: Pick<Context, 'host'>, ...keys: K): StorageKey
  get(ctx: Context, ...keys: K): Q
  /** Whether a value is stored (a default does not count). */
  has(ctx: Context, ...keys: K): boolean
  set(ctx: Context, ...keysAndValue: readonly [...K, T]): void
  remove(ctx: Context, ...keys: K): void
  /** Reads, changes and writes back; a result of `undefined` removes. */
  update(ctx: Context, ...keysAndChange: readonly [...K, (value: Q) => Q]): void
  /**
   * Entries in raw key order under the leading keys given. Collected before the first is yielded,
   * so that the caller may write while it iterates.
   */
  entries(ctx: Context, ...leading: Prefixes<K>): Generator<readonly [K, T]>
  /** Removes entries under the leading keys, at most `limit`; how many were removed. */
  clear(ctx: Context, leading: Prefixes<K>, limit?: number): number
}

type DefaultOf<T> = (config: RuntimeConfig) => T

/** A plain value with a default. */
export function storageValue<T>(
  pallet: PalletId,
  name: string,
  value: Type<T>,
  defaultOf: DefaultOf<T>,
  docs?: readonly string[],
): StorageItem<[], T, T> {
  return item(pallet, name, [], value, defaultOf, docs)
}

/** A plain value that may be absent. */
export function optionalValue<T>(
  pallet: PalletId,
  name: string,
  value: Type<T>,
  docs?: readonly string[],
): StorageItem<[], T, T | undefined> {
  return item<[], T, T | undefined>(pallet, name, [], value, undefined, docs)
}

/** A map of one or more keys with a default. */
export function storageMap<const H extends readonly HashedKey<AnyType>[], T>(
  pallet: PalletId,
  name: string,
  keys: H,
  value: Type<T>,
  defaultOf: DefaultOf<T>,
  docs?: readonly string[],
): StorageItem<KeyValues<H>, T, T> {
  return item<KeyValues<H>, T, T>(pallet, name, keys, value, defaultOf, docs)
}

/** A map of one or more keys whose entries may be absent. */
export function optionalMap<const H extends readonly HashedKey<AnyType>[], T>(
  pallet: PalletId,
  name: string,
  keys: H,
  value: Type<T>,
  docs?: readonly string[],
): StorageItem<KeyValues<H>, T, T | undefined> {
  return item<KeyValues<H>, T, T | undefined>(pallet, name, keys, value, undefined, docs)
}

/** An optional map that knows how many entries it has. */
export interface CountedMap<K extends readonly unknown[], T> extends StorageItem<
  K,
  T,
  T | undefined
> {
  /** The item `CounterFor<Name>`; list it in the pallet's storage too. */
  readonly counter: StorageItem<[], number, number>
}

/** A map that also keeps `CounterFor<Name>`. */
export function countedMap<const H extends readonly HashedKey<AnyType>[], T>(
  pallet: PalletId,
  name: string,
  keys: H,
  value: Type<T>,
): CountedMap<KeyValues<H>, T> {
  type K = KeyValues<H>
  const map = item<K, T, T | undefined>(pallet, name, keys, value, undefined)
  const counter = storageValue(pallet, `CounterFor${name}`, u32, () => 0)
  const count = (ctx: Context, by: number): void => counter.update(ctx, (n) => n + by)
  const set: typeof map.set = (ctx, ...keysAndValue) => {
    const at = keysAndValue.slice(0, -1) as unknown as K
    if (!map.has(ctx, ...at)) count(ctx, 1)
    map.set(ctx, ...keysAndValue)
  }
  const remove: typeof map.remove = (ctx, ...at) => {
    if (map.has(ctx, ...at)) count(ctx, -1)
    map.remove(ctx, ...at)
  }
  return {
    ...map,
    counter,
    set,
    remove,
    update(ctx, ...keysAndChange) {
      const at = keysAndChange.slice(0, -1) as unknown as K
      const change = keysAndChange.at(-1) as (value: T | undefined) => T | undefined
      const next = change(map.get(ctx, ...at))
      if (next === undefined) remove(ctx, ...at)
      else set(ctx, ...([...at, next] as unknown as readonly [...K, T]))
    },
    clear(ctx, leading, limit) {
      const removed = map.clear(ctx, leading, limit)
      count(ctx, -removed)
      return removed
    },
  }
}

function item<K extends readonly unknown[], T, Q>(
  pallet: PalletId,
  name: string,
  keys: readonly HashedKey<AnyType>[],
  value: Type<T>,
  defaultOf: DefaultOf<T> | undefined,
  docs: readonly string[] = [],
): StorageItem<K, T, Q> {
  let prefixOnce: StorageKey | undefined
  const prefix = ({ host }: Pick<Context, 'host'>): StorageKey =>
    (prefixOnce ??= toStorageKey(
      concatBytes(host.twox128(utf8(pallet.name)), host.twox128(utf8(name))),
    ))
  const parts = keys.map(keyPart)
  const keyOf = (ctx: Pick<Context, 'host'>, values: readonly unknown[]): StorageKey => {
    if (values.length > parts.length) throw new Error('more keys are given than the map has')
    let key = prefix(ctx)
    for (let at = 0; at < values.length; at += 1) key += parts[at]?.(ctx, values[at]) ?? ''
    return key
  }
  const read = (ctx: Context, key: StorageKey): Q => {
    const slot = ctx.state.slot(key)
    if (slot.value !== undefined) return slot.value as Q
    const { bytes } = slot
    const stored = bytes === undefined ? undefined : readable(() => decodePrefix(value, bytes))
    slot.value = stored === undefined ? defaultOf?.(ctx.config) : stored.value
    return slot.value as Q
  }
  const self: StorageItem<K, T, Q> = {
    pallet,
    name,
    keys,
    value: value as AnyType,
    modifier: defaultOf === undefined ? 'Optional' : 'Default',
    defaultBytes: (config) =>
      defaultOf === undefined ? Uint8Array.of(0) : encode(value, defaultOf(config)),
    docs,
    prefix,
    key: (ctx, ...at) => keyOf(ctx, at),
    get: (ctx, ...at) => read(ctx, keyOf(ctx, at)),
    has: (ctx, ...at) => ctx.state.get(keyOf(ctx, at)) !== undefined,
    set(ctx, ...keysAndValue) {
      const last = keysAndValue.length - 1
      const bytes = encode(value, keysAndValue[last] as T)
      ctx.state.set(keyOf(ctx, keysAndValue.slice(0, last)), bytes)
    },
    remove: (ctx, ...at) => ctx.state.remove(keyOf(ctx, at)),
    update(ctx, ...keysAndChange) {
      const last = keysAndChange.length - 1
      const key = keyOf(ctx, keysAndChange.slice(0, last))
      const change = keysAndChange[last] as (value: Q) => Q
      const next = change(read(ctx, key))
      if (next === undefined) ctx.state.remove(key)
      else ctx.state.set(key, encode(value, next as unknown as T))
    },
    *entries(ctx, ...leading) {
      const start = prefix(ctx).length
      for (const key of [...ctx.state.keys(keyOf(ctx, leading))]) {
        const bytes = ctx.state.get(key)
        if (bytes === undefined) continue
        const entry = readable(() => [readKeys(keys, key, start), decodePrefix(value, bytes)])
        if (entry !== undefined) yield entry.value as unknown as readonly [K, T]
      }
    },
    clear: (ctx, leading, limit) => clearPrefix(ctx, keyOf(ctx, leading), limit),
  }
  return self
}

function clearPrefix(ctx: Context, prefix: StorageKey, limit: number | undefined): number {
  let removed = 0
  for (const key of [...ctx.state.keys(prefix)]) {
    if (limit !== undefined && removed >= limit) break
    ctx.state.remove(key)
    removed += 1
  }
  return removed
}

/** Hashed keys that are remembered of each item. */
const MAX_PARTS = 512

/**
 * Makes a part of a raw key. PERF: a hash takes 2 µs, and a block asks for the same accounts again
 * and again; remembered, a key takes a quarter of that.
 */
function keyPart({ hasher, type }: HashedKey<AnyType>): KeyPart {
  const known = new Map<StorageKey, StorageKey>()
  return ({ host }, value) => {
    const plain = encode(type, value)
    const name = toStorageKey(plain)
    const found = known.get(name)
    if (found !== undefined) return found
    if (known.size >= MAX_PARTS) known.clear()
    const part = toStorageKey(hasher.hash(host, plain))
    known.set(name, part)
    return part
  }
}

type KeyPart = (ctx: Pick<Context, 'host'>, value: unknown) => StorageKey

/**
 * What was decoded, or `undefined` where the bytes are too few or no value of the type. Root may
 * write any bytes anywhere; a value that cannot be read must not stop the chain, so it counts as
 * absent, as in the reference.
 */
function readable<T>(read: () => T): { readonly value: T } | undefined {
  try {
    return { value: read() }
  } catch (error) {
    if (error instanceof ScaleError) return undefined
    throw error
  }
}

/** Takes the keys of a map out of a raw key; possible for hashers that keep the key. */
function readKeys(
  keys: readonly HashedKey<AnyType>[],
  key: StorageKey,
  start: number,
): readonly unknown[] {
  const values: unknown[] = []
  let rest = fromStorageKey(key.slice(start))
  for (const { hasher, type } of keys) {
    if (hasher.plainOffset === undefined) throw new Error(`${hasher.name} does not keep its key`)
    rest = rest.subarray(hasher.plainOffset)
    const value = decodePrefix(type, rest)
    values.push(value)
    rest = rest.subarray(encode(type, value).length)
  }
  return values
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

/** The key tuple type that metadata names for a map of several keys. */
export function keyType(entry: StorageEntry): AnyType | undefined {
  const [only, ...more] = entry.keys
  if (only === undefined) return undefined
  return more.length === 0 ? only.type : (tuple(...entry.keys.map(({ type }) => type)) as AnyType)
}

/** Decodes a whole stored value, for tools; storage reads use the prefix rule. */
export function decodeValue(entry: StorageEntry, bytes: Uint8Array): unknown {
  return decode(entry.value, bytes)
}
