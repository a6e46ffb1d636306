import {
  blake2128,
  blake2128Concat,
  identity,
  struct,
  twox64Concat,
  u16,
  u32,
  u64,
  u8,
} from '@plexus/primitives'
import { beforeEach, describe, expect, test } from 'vitest'
import { runtimeConfig } from '../../src/frame/config.ts'
import type { Context } from '../../src/frame/context.ts'
import { hashed, keyType } from '../../src/frame/key.ts'
import { countedMap } from '../../src/frame/counted-map.ts'
import { optionalMap, optionalValue, storageMap, storageValue } from '../../src/frame/storage.ts'
import { testContext } from '../helpers/test-context.ts'

const pallet = { name: 'Test', index: 200, path: ['test'] }
const Plain = storageValue(pallet, 'Plain', u32, () => 7)
const Timed = storageValue(pallet, 'Timed', u64, (config) => config.slotDurationMs)
const Maybe = optionalValue(pallet, 'Maybe', u32)
const Map1 = storageMap(pallet, 'Map1', [hashed(twox64Concat, u16)], u32, () => 7)
const Map2 = optionalMap(pallet, 'Map2', [hashed(identity, u16), hashed(identity, u16)], u32)
const Lossy = optionalMap(pallet, 'Lossy', [hashed(blake2128, u16)], u32)
const Counted = countedMap(pallet, 'Counted', [hashed(blake2128Concat, u16)], u32)

let ctx: Context
beforeEach(() => {
  ctx = testContext()
})

describe('values', () => {
  test('an absent value with a default reads as the default and is not there', () => {
    expect(Plain.get(ctx)).toBe(7)
    expect(Plain.has(ctx)).toBe(false)
    expect(Timed.get(ctx)).toBe(250n)
    expect(Timed.get(testContext({ config: runtimeConfig('normal') }))).toBe(12_000n)
  })

  test('an absent optional value reads as undefined', () => {
    expect(Maybe.get(ctx)).toBeUndefined()
    expect(Maybe.has(ctx)).toBe(false)
  })

  test('writing the default stores it', () => {
    Plain.set(ctx, 7)
    expect(Plain.has(ctx)).toBe(true)
    expect(ctx.state.get(Plain.key(ctx))).toEqual(Uint8Array.of(7, 0, 0, 0))
  })

  test('removing brings the default back', () => {
    Plain.set(ctx, 1)
    Plain.remove(ctx)
    expect([Plain.get(ctx), Plain.has(ctx)]).toEqual([7, false])
  })

  test('an update sees the default, and undefined removes', () => {
    Plain.update(ctx, (value) => value + 1)
    expect(Plain.get(ctx)).toBe(8)
    Maybe.update(ctx, (value) => (value === undefined ? 1 : undefined))
    expect(Maybe.get(ctx)).toBe(1)
    Maybe.update(ctx, (value) => (value === undefined ? 1 : undefined))
    expect(Maybe.has(ctx)).toBe(false)
  })

  test('metadata says what an absent value reads as', () => {
    const config = runtimeConfig('fast')
    expect([Plain.modifier, Plain.defaultBytes(config)]).toEqual([
      'Default',
      Uint8Array.of(7, 0, 0, 0),
    ])
    expect([Maybe.modifier, Maybe.defaultBytes(config)]).toEqual(['Optional', Uint8Array.of(0)])
  })
})

describe('bytes written around the declared type', () => {
  const Pair = storageValue(pallet, 'Pair', struct({ a: u8, b: u8 }), () => ({ a: 9, b: 9 }))

  test('a longer value is read by its first bytes', () => {
    ctx.state.set(Pair.key(ctx), Uint8Array.of(1, 2, 3, 4))
    expect(Pair.get(ctx)).toEqual({ a: 1, b: 2 })
  })

  test('a shorter value counts as stored and reads as the default', () => {
    ctx.state.set(Pair.key(ctx), Uint8Array.of(1))
    expect(Pair.get(ctx)).toEqual({ a: 9, b: 9 })
    expect(Pair.has(ctx)).toBe(true)
    ctx.state.set(Maybe.key(ctx), Uint8Array.of(1))
    expect(Maybe.get(ctx)).toBeUndefined()
  })

  test('entries that do not decode are passed over', () => {
    Map1.set(ctx, 1, 10)
    ctx.state.set(Map1.key(ctx, 2), Uint8Array.of(1))
    ctx.state.set(`${Map1.prefix(ctx)}x`, Uint8Array.of(1, 0, 0, 0))
    expect([...Map1.entries(ctx)]).toEqual([[[1], 10]])
  })

  test('an update of a shorter value starts from the default', () => {
    ctx.state.set(Plain.key(ctx), Uint8Array.of(1))
    Plain.update(ctx, (value) => value + 1)
    expect(Plain.get(ctx)).toBe(8)
  })
})

describe('maps', () => {
  test('entries come in raw key order, which is little-endian for identity keys', () => {
    for (const n of [256, 1, 2, 257, 0]) Map2.set(ctx, n, 0, n)
    expect([...Map2.entries(ctx)].map(([[n]]) => n)).toEqual([0, 256, 1, 257, 2])
  })

  test('leading keys choose a part of the map', () => {
    Map2.set(ctx, 1, 3, 13)
    Map2.set(ctx, 1, 2, 12)
    Map2.set(ctx, 2, 2, 22)
    expect([...Map2.entries(ctx, 1)]).toEqual([
      [[1, 2], 12],
      [[1, 3], 13],
    ])
    expect([...Map2.entries(ctx, 2, 2)]).toEqual([[[2, 2], 22]])
    expect([...Map2.entries(ctx, 3)]).toEqual([])
  })

  test('a caller may write while it iterates', () => {
    for (const n of [1, 2, 3]) Map2.set(ctx, n, 0, n)
    const seen: number[] = []
    for (const [[n], value] of Map2.entries(ctx)) {
      seen.push(value)
      Map2.remove(ctx, 2, 0)
      Map2.set(ctx, n + 10, 0, 99)
    }
    expect(seen).toEqual([1, 3])
  })

  test('entries stop at the end of the item', () => {
    Map1.set(ctx, 1, 1)
    Plain.set(ctx, 1)
    Map2.set(ctx, 1, 1, 1)
    expect([...Map1.entries(ctx)]).toEqual([[[1], 1]])
  })

  test('clear removes at most the limit, in raw key order', () => {
    for (const n of [1, 2, 3]) Map2.set(ctx, 1, n, n)
    Map2.set(ctx, 2, 1, 21)
    expect(Map2.clear(ctx, [1], 2)).toBe(2)
    expect([...Map2.entries(ctx)].map(([, value]) => value)).toEqual([3, 21])
    expect(Map2.clear(ctx, [])).toBe(2)
    expect(Map2.clear(ctx, [])).toBe(0)
  })

  test('a hasher that loses the key allows reads but no iteration', () => {
    Lossy.set(ctx, 1, 1)
    expect(Lossy.get(ctx, 1)).toBe(1)
    expect(() => [...Lossy.entries(ctx)]).toThrow('Blake2_128 does not keep its key')
  })

  test('the key type is the key alone, or the tuple of several', () => {
    expect(keyType(Plain)).toBeUndefined()
    expect(keyType(Map1)).toBe(u16)
    expect(keyType(Map2)?.info.def).toMatchObject({ kind: 'tuple', items: [u16, u16] })
  })
})

describe('counted maps', () => {
  const count = (): number => Counted.counter.get(ctx)

  test('the counter is an item of its own', () => {
    expect(Counted.counter.name).toBe('CounterForCounted')
    expect([Counted.counter.modifier, Counted.modifier]).toEqual(['Default', 'Optional'])
  })

  test('only new entries and real removals count', () => {
    Counted.set(ctx, 1, 10)
    Counted.set(ctx, 1, 11)
    Counted.set(ctx, 2, 20)
    expect(count()).toBe(2)
    Counted.remove(ctx, 3)
    Counted.remove(ctx, 1)
    Counted.remove(ctx, 1)
    expect(count()).toBe(1)
  })

  test('updates count what they add and remove', () => {
    Counted.update(ctx, 1, () => 5)
    Counted.update(ctx, 1, (value) => (value ?? 0) + 1)
    expect([count(), Counted.get(ctx, 1)]).toEqual([1, 6])
    Counted.update(ctx, 2, () => undefined)
    Counted.update(ctx, 1, () => undefined)
    expect([count(), Counted.has(ctx, 1)]).toEqual([0, false])
  })

  test('clear lowers the counter by what it removed', () => {
    for (const n of [1, 2, 3]) Counted.set(ctx, n, n)
    expect(Counted.clear(ctx, [], 2)).toBe(2)
    expect(count()).toBe(1)
  })
})
