import { u32 } from '@plexus/primitives'
import type { AnyType, Type } from '@plexus/primitives'
import type { Context } from './context.ts'
import type { HashedKey } from './key.ts'
import type { PalletId } from './pallet-id.ts'
import { optionalMap, storageValue } from './storage.ts'
import type { KeyValues, StorageItem } from './storage.ts'

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
  const map = optionalMap(pallet, name, keys, value)
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
