import { concatBytes, decodePrefix, encode, ScaleError } from '@plexus/primitives'
import type { AnyType, Type, ValueOf } from '@plexus/primitives'
import { toStorageKey } from '../state/view.ts'
import type { StorageKey } from '../state/view.ts'
import type { RuntimeConfig } from './config.ts'
import type { Context } from './context.ts'
import { keyMaker, readKeys } from './key.ts'
import type { HashedKey } from './key.ts'
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

/** The values of a map's keys. */
export type KeyValues<H extends readonly HashedKey<AnyType>[]> = {
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
  const makeKey = keyMaker(keys)
  const keyOf = (
    ctx: Pick<Context, 'host'>,
    values: readonly unknown[],
    count = values.length,
  ): StorageKey => makeKey(ctx, prefix(ctx), values, count)
  const decoded = (ctx: Context, bytes: Uint8Array): T => decodePrefix(value, bytes, ctx.rules)
  const read = (ctx: Context, key: StorageKey): Q => {
    const slot = ctx.state.slot(key)
    if (slot.value !== undefined) return slot.value as Q
    const { bytes } = slot
    const stored = bytes === undefined ? undefined : readable(() => decoded(ctx, bytes))
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
      ctx.state.set(keyOf(ctx, keysAndValue, last), bytes)
    },
    remove: (ctx, ...at) => ctx.state.remove(keyOf(ctx, at)),
    update(ctx, ...keysAndChange) {
      const last = keysAndChange.length - 1
      const key = keyOf(ctx, keysAndChange, last)
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
        const entry = readable(() => [readKeys(keys, key, start), decoded(ctx, bytes)])
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

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
