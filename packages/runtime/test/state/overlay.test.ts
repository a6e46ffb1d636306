import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Overlay } from '../../src/state/overlay.ts'
import type { StateView } from '../../src/state/view.ts'

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values)

function viewOf(entries: ReadonlyMap<string, Uint8Array>): StateView {
  const sorted = [...entries.keys()].sort()
  return {
    get: (key) => entries.get(key),
    keys: (prefix, after) =>
      sorted.filter((key) => key.startsWith(prefix) && (after === undefined || key > after)),
    root: () => {
      throw new Error('no root is asked for')
    },
  }
}

/** Keys of one item (a 32-byte prefix), of another, and short keys like `:code`. */
const ITEM = 'i'.repeat(32)
const key = fc.oneof(
  fc.constantFrom('', 'a', 'b', 'ab').map((rest) => ITEM + rest),
  fc.constantFrom('', 'a').map((rest) => `${'j'.repeat(32)}${rest}`),
  fc.constantFrom(':', ':c', 'i'),
)
const prefix = fc.constantFrom('', ':', 'i', ITEM, `${ITEM}a`, 'j', 'x')
const value = fc.uint8Array({ maxLength: 3 })

type Step =
  | { readonly op: 'set'; readonly key: string; readonly value: Uint8Array }
  | { readonly op: 'remove'; readonly key: string }
  | { readonly op: 'begin' | 'commit' | 'rollback' }
  | { readonly op: 'keys'; readonly prefix: string }

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ op: fc.constant('set' as const), key, value }),
  fc.record({ op: fc.constant('remove' as const), key }),
  fc.record({ op: fc.constantFrom('begin' as const, 'commit' as const, 'rollback' as const) }),
  fc.record({ op: fc.constant('keys' as const), prefix }),
)

describe('overlay', () => {
  test('reads and iterates like plain maps that are copied for each layer', () => {
    const base = fc.array(fc.tuple(key, value), { maxLength: 6 })
    fc.assert(
      fc.property(base, fc.array(step, { maxLength: 40 }), (initial, steps) => {
        const committed = new Map<string, Uint8Array>(initial)
        const overlay = new Overlay(viewOf(committed))
        let layers: Layers = [new Map(committed)]
        for (const each of steps) layers = compareStep(overlay, layers, each)
        for (const [at, content] of layers.at(-1) ?? []) expect(overlay.get(at)).toEqual(content)
        while (layers.length > 1) {
          overlay.commit()
          layers.splice(-2, 1)
        }
        const result = new Map(committed)
        for (const [at, content] of overlay.changes()) {
          if (content === undefined) result.delete(at)
          else result.set(at, content)
        }
        expect([...result].sort()).toEqual([...(layers[0] ?? [])].sort())
      }),
      { numRuns: 300 },
    )
  })

  test('gives its changes in byte order', () => {
    const overlay = new Overlay(viewOf(new Map()))
    for (const at of ['b', 'a', `${ITEM}b`, ITEM]) overlay.set(at, bytes(1))
    expect([...overlay.changes().keys()]).toEqual(['a', 'b', ITEM, `${ITEM}b`])
  })

  test('remembers beside a value what it decodes to until the key is written', () => {
    const overlay = new Overlay(viewOf(new Map([['a', bytes(1)]])))
    overlay.slot('a').value = 'one'
    expect(overlay.slot('a')).toEqual({ bytes: bytes(1), value: 'one' })
    overlay.begin()
    overlay.set('a', bytes(2))
    expect(overlay.slot('a')).toEqual({ bytes: bytes(2) })
    overlay.rollback()
    expect(overlay.slot('a')).toEqual({ bytes: bytes(1), value: 'one' })
  })

  test('takes a write of what is there already for no change', () => {
    const overlay = new Overlay(viewOf(new Map([['a', bytes(1)]])))
    const before = overlay.slot('a')
    overlay.set('a', bytes(1))
    overlay.remove('b')
    expect(overlay.slot('a')).toBe(before)
    expect(overlay.changes()).toEqual(new Map())
    overlay.set('a', bytes(2))
    overlay.begin()
    overlay.set('a', bytes(2))
    overlay.remove('a')
    overlay.set('a', bytes(1))
    overlay.commit()
    expect(overlay.get('a')).toEqual(bytes(1))
    expect(overlay.changes()).toEqual(new Map())
  })

  test('reads the slots of a view that has some', () => {
    const slot = { bytes: bytes(1), value: 'one' }
    const overlay = new Overlay({ ...viewOf(new Map()), slot: () => slot })
    expect(overlay.slot('a')).toBe(slot)
    overlay.set('a', bytes(2))
    expect(overlay.slot('a')).toEqual({ bytes: bytes(2) })
    expect(slot).toEqual({ bytes: bytes(1), value: 'one' })
  })

  test('refuses to close the layer that was never opened', () => {
    const overlay = new Overlay(viewOf(new Map()))
    expect(() => overlay.commit()).toThrow('no state layer is open')
    expect(() => overlay.rollback()).toThrow('no state layer is open')
  })

  test('refuses to give changes while a layer is open', () => {
    const overlay = new Overlay(viewOf(new Map()))
    overlay.begin()
    expect(() => overlay.changes()).toThrow('still open')
  })
})

type Layers = Map<string, Uint8Array>[]

function compareStep(overlay: Overlay, layers: Layers, each: Step): Layers {
  const top = layers.at(-1) as Map<string, Uint8Array>
  switch (each.op) {
    case 'set':
      overlay.set(each.key, each.value)
      top.set(each.key, each.value)
      return layers
    case 'remove':
      overlay.remove(each.key)
      top.delete(each.key)
      return layers
    case 'begin':
      overlay.begin()
      return [...layers, new Map(top)]
    case 'commit':
      if (layers.length === 1) return layers
      overlay.commit()
      return [...layers.slice(0, -2), top]
    case 'rollback':
      if (layers.length === 1) return layers
      overlay.rollback()
      return layers.slice(0, -1)
    case 'keys': {
      const expected = [...top.keys()].filter((at) => at.startsWith(each.prefix)).sort()
      expect([...overlay.keys(each.prefix)]).toEqual(expected)
      // A walk may go on after any key, be it there or not.
      for (const after of [...expected, each.prefix]) {
        const rest = expected.filter((at) => at > after)
        expect([...overlay.keys(each.prefix, after)]).toEqual(rest)
      }
      return layers
    }
  }
}
