import { blake2128Concat, identity, twox64Concat, u16, u32, u8 } from '@plexus/primitives'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Context } from '../../src/frame/context.ts'
import { hashed } from '../../src/frame/key.ts'
import { countedMap } from '../../src/frame/counted-map.ts'
import { optionalMap } from '../../src/frame/storage.ts'
import type { Entries } from '../helpers/state-view.ts'
import { testContext } from '../helpers/test-context.ts'

const pallet = { name: 'Test', index: 200, path: ['test'] }
const Double = optionalMap(pallet, 'Double', [hashed(identity, u8), hashed(twox64Concat, u16)], u32)
const Counted = countedMap(pallet, 'Counted', [hashed(blake2128Concat, u8)], u32)

type Step =
  | { readonly op: 'set'; readonly a: number; readonly b: number; readonly value: number }
  | { readonly op: 'remove'; readonly a: number; readonly b: number }
  | { readonly op: 'clear'; readonly a: number }
  | { readonly op: 'layer'; readonly keep: boolean; readonly steps: readonly Step[] }

const small = fc.integer({ min: 0, max: 3 })
const { step } = fc.letrec<{ step: Step }>((tie) => ({
  step: fc.oneof(
    { depthSize: 'small' },
    fc.record({ op: fc.constant('set' as const), a: small, b: small, value: fc.nat(1000) }),
    fc.record({ op: fc.constant('remove' as const), a: small, b: small }),
    fc.record({ op: fc.constant('clear' as const), a: small }),
    fc.record({
      op: fc.constant('layer' as const),
      keep: fc.boolean(),
      steps: fc.array(tie('step'), { maxLength: 6 }),
    }),
  ),
}))
const steps = fc.array(step, { maxLength: 30 })

/** The naive picture of the same map: text keys in a `Map`, copied for each layer. */
type Model = Map<string, number>

function run(ctx: Context, model: Model, list: readonly Step[]): Model {
  let now = model
  for (const each of list) {
    if (each.op === 'set') {
      Double.set(ctx, each.a, each.b, each.value)
      now.set(`${each.a},${each.b}`, each.value)
    } else if (each.op === 'remove') {
      Double.remove(ctx, each.a, each.b)
      now.delete(`${each.a},${each.b}`)
    } else if (each.op === 'clear') {
      const gone = [...now.keys()].filter((key) => key.startsWith(`${each.a},`))
      expect(Double.clear(ctx, [each.a])).toBe(gone.length)
      for (const key of gone) now.delete(key)
    } else {
      const inner = new Map(now)
      const layer = each.keep ? ctx.transactional : ctx.discarding
      const after = layer(() => run(ctx, inner, each.steps))
      if (each.keep) now = after
    }
  }
  return now
}

const picture = (entries: Iterable<readonly [readonly [number, number], number]>): Model =>
  new Map([...entries].map(([[a, b], value]) => [`${a},${b}`, value]))

test('a map in layers over committed state is the map a naive picture has', () => {
  fc.assert(
    fc.property(steps, steps, (committed, pending) => {
      const first = testContext()
      const model = run(first, new Map(), committed)
      const state: Entries = [...first.state.changes()].flatMap(([key, value]) =>
        value === undefined ? [] : [[key, value] as const],
      )
      const ctx = testContext({ state })
      const expected = run(ctx, model, pending)
      expect(picture(Double.entries(ctx))).toEqual(expected)
      for (const a of [0, 1, 2, 3]) {
        const part = [...expected].filter(([key]) => key.startsWith(`${a},`))
        expect(picture(Double.entries(ctx, a))).toEqual(new Map(part))
      }
    }),
    { numRuns: 120, seed: 70 },
  )
})

test('entries come in the byte order of their raw keys', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(255), fc.nat(65_535))), (keys) => {
      const ctx = testContext()
      for (const [a, b] of keys) Double.set(ctx, a, b, 1)
      const raw = [...Double.entries(ctx)].map(([[a, b]]) =>
        Buffer.from(Double.key(ctx, a, b), 'latin1'),
      )
      expect(raw).toEqual([...raw].sort((x, y) => Buffer.compare(x, y)))
      expect(raw.length).toBe(new Set(keys.map(String)).size)
    }),
    { numRuns: 60, seed: 71 },
  )
})

test('the counter of a counted map is the number of its entries', () => {
  const change = fc.tuple(fc.constantFrom('set', 'remove', 'update', 'clear'), fc.nat(5))
  fc.assert(
    fc.property(fc.array(change, { maxLength: 40 }), (changes) => {
      const ctx = testContext()
      for (const [op, key] of changes) {
        if (op === 'set') Counted.set(ctx, key, key)
        else if (op === 'remove') Counted.remove(ctx, key)
        else if (op === 'clear') Counted.clear(ctx, [], key)
        else Counted.update(ctx, key, (value) => (value === undefined ? 1 : undefined))
      }
      expect(Counted.counter.get(ctx)).toBe([...Counted.entries(ctx)].length)
    }),
    { numRuns: 100, seed: 72 },
  )
})
