import { bytesToHex, compareBytes } from '@plexus/primitives'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sharePower } from '../../src/pallets/engine/powers.ts'
import { difference, expel, rotate, totalPower } from '../../src/pallets/engine/rotation.ts'
import type { RotationRules } from '../../src/pallets/engine/rotation.ts'
import type { Validator } from '../../src/pallets/engine/types.ts'

const key = (byte: number): Uint8Array => new Uint8Array(32).fill(byte)
const member = (byte: number, power: bigint): Validator => ({ key: key(byte), power })
const byteOf = ({ key: [byte = 0] }: Validator): number => byte
const shown = (set: readonly Validator[]) => set.map((each) => [byteOf(each), each.power])

const rules = (options: Partial<RotationRules> = {}): RotationRules => ({
  maxChurnPermille: 200,
  maxValidators: 64,
  isBarred: () => false,
  ...options,
})

describe('power by weight', () => {
  test.each([
    ['nobody', [], 1000, []],
    ['equal weights share equally', [5n, 5n, 5n, 5n], 200, [250n, 250n, 250n, 250n]],
    ['one alone has all', [3n], 200, [1000n]],
    // 900 of 1000 is cut to 200; 800 go by 40 : 30 : 20 : 10, and 320 is cut again; 600 by 60.
    [
      'what is cut goes to the others',
      [900n, 40n, 30n, 20n, 10n],
      200,
      [200n, 200n, 200n, 200n, 200n],
    ],
    ['below the cap weights decide', [4n, 3n, 2n, 1n], 1000, [400n, 300n, 200n, 100n]],
    [
      'six members and a cap of a half',
      [90n, 2n, 2n, 2n, 2n, 2n],
      500,
      [500n, 100n, 100n, 100n, 100n, 100n],
    ],
    ['the least is 1', [10n ** 16n, 1n], 1000, [999n, 1n]],
  ] as const)('%s', (_, weights, cap, powers) => {
    expect(sharePower(weights, 1000n, cap)).toEqual(powers)
  })
})

describe('a rotation', () => {
  const even = [1, 2, 3, 4].map((byte) => member(byte, 250n))

  test('moves no more than the churn allows, and the rest next time', () => {
    const target = [...[1, 2, 3, 4].map((byte) => member(byte, 200n)), member(5, 200n)]
    // 200 of 1000 may move: the joining member's 200 are the largest change.
    const once = rotate(even, target, rules())
    expect(shown(once)).toEqual([
      [1, 250n],
      [2, 250n],
      [3, 250n],
      [4, 250n],
      [5, 200n],
    ])
    // Now 240 of 1200: four changes of 50.
    expect(shown(rotate(once, target, rules()))).toEqual(shown(target))
  })

  test('makes the change that does not fit in part', () => {
    const target = [member(1, 1000n)]
    // n = 1: nobody may leave below one member, and 20 % of 10 is 2.
    expect(shown(rotate([member(1, 10n)], target, rules()))).toEqual([[1, 12n]])
  })

  test('lets one in four join, at least one', () => {
    const joiners = [5, 6, 7].map((byte) => member(byte, 10n))
    expect(rotate(even, [...even, ...joiners], rules())).toHaveLength(5)
    const eight = [1, 2, 3, 4, 5, 6, 7, 8].map((byte) => member(byte, 100n))
    const more = [11, 12, 13].map((byte) => member(byte, 10n))
    expect(rotate(eight, [...eight, ...more], rules())).toHaveLength(10)
  })

  test('keeps four members where there were four, and seats no more than may be', () => {
    const fewer = even.slice(1)
    expect(rotate(even, fewer, rules({ maxChurnPermille: 1000 }))).toHaveLength(4)
    const five = [...even, member(5, 250n)]
    expect(rotate(five, even, rules({ maxChurnPermille: 1000 }))).toHaveLength(4)
    expect(rotate(even, five, rules({ maxChurnPermille: 1000, maxValidators: 4 }))).toEqual(even)
  })

  test('frees a set of hardly any power from who is barred', () => {
    const isBarred = (each: Uint8Array): boolean => each[0] === 1
    const target = [member(2, 1n)]
    let set: readonly Validator[] = [member(1, 3n), member(2, 1n)]
    const sizes = [1, 2, 3].map(() => {
      set = rotate(set, target, rules({ isBarred }))
      return set.map(({ power }) => power)
    })
    // A fifth of 4, of 3 and of 2 is less than 1.
    expect(sizes).toEqual([[2n, 1n], [1n, 1n], [1n]])
  })

  test('takes barred members out first, below four too', () => {
    const isBarred = (each: Uint8Array): boolean => each[0] === 4
    const target = [member(1, 350n), member(2, 250n), member(3, 250n)]
    // 200 may move: all of them leave the barred member.
    expect(shown(rotate(even, target, rules({ isBarred })))).toEqual([
      [1, 250n],
      [2, 250n],
      [3, 250n],
      [4, 50n],
    ])
  })
})

describe('expulsion', () => {
  const barred =
    (...bytes: readonly number[]) =>
    (each: Uint8Array): boolean =>
      bytes.includes(each[0] ?? 0)

  test.each([
    ['one of four goes', [1n, 1n, 1n, 1n], [2], [1, 3, 4]],
    ['of two of four one goes: half of the power is too much', [1n, 1n, 1n, 1n], [1, 2], [2, 3, 4]],
    ['exactly a third goes', [1n, 1n, 1n], [3], [1, 2]],
    ['more than a third stays', [2n, 2n, 1n], [1], [1, 2, 3]],
    ['the last one stays', [1n], [1], [1]],
    ['small ones go together', [8n, 8n, 8n, 1n, 1n], [4, 5], [1, 2, 3]],
  ] as const)('%s', (_, powers, out, left) => {
    const set = powers.map((power, at) => member(at + 1, power))
    expect(expel(set, barred(...out)).map(byteOf)).toEqual(left)
  })
})

/** What the engine does with a list of updates; it stops for ever where a rule is broken. */
function engineTakes(set: Map<string, bigint>, updates: readonly Validator[]): void {
  const seen = new Set<string>()
  for (const { key: id, power } of updates) {
    const name = bytesToHex(id)
    if (seen.has(name)) throw new Error('a key twice in one list')
    if (power < 0n) throw new Error('a power below 0')
    if (power === 0n && !set.has(name)) throw new Error('who is no member leaves')
    seen.add(name)
  }
  for (const { key: id, power } of updates) {
    if (power === 0n) set.delete(bytesToHex(id))
    else set.set(bytesToHex(id), power)
  }
  if (set.size === 0) throw new Error('the set is empty')
  const total = [...set.values()].reduce((sum, power) => sum + power, 0n)
  if (total > (1n << 60n) - 1n) throw new Error('the power is too large')
}

const anySet = (least: number) =>
  fc
    .uniqueArray(fc.integer({ min: 1, max: 24 }), { minLength: least, maxLength: 16 })
    .chain((bytes) =>
      fc.tuple(
        ...bytes.map((byte) => fc.bigInt(1n, 10n ** 9n).map((power) => member(byte, power))),
      ),
    )
    .map((set) => [...set].sort((a, b) => compareBytes(a.key, b.key)))

const step = fc.record({
  weights: fc.uniqueArray(
    fc.tuple(fc.integer({ min: 1, max: 24 }), fc.bigInt(1n, 21n * 10n ** 15n)),
    { selector: ([byte]) => byte, maxLength: 20 },
  ),
  barred: fc.uniqueArray(fc.integer({ min: 1, max: 24 }), { maxLength: 8 }),
})

test('the engine takes every history of stakes, joins and jails', () => {
  const TOTAL = 1_000_000_000n
  fc.assert(
    fc.property(anySet(1), fc.array(step, { maxLength: 12 }), (start, steps) => {
      const told = new Map<string, bigint>()
      engineTakes(told, difference([], start))
      let active: readonly Validator[] = start
      for (const { weights, barred } of steps) {
        const isBarred = (id: Uint8Array): boolean => barred.includes(id[0] ?? 0)
        const wanted = weights
          .filter(([byte]) => !barred.includes(byte))
          .sort(([x, a], [y, b]) => (a === b ? x - y : a > b ? -1 : 1))
        const powers = sharePower(
          wanted.map(([, weight]) => weight),
          TOTAL,
          200,
        )
        const target = wanted.map(([byte], at) => member(byte, powers[at] ?? 1n))
        const kept = expel(active, isBarred)
        const gone = totalPower(active) - totalPower(kept)
        expect(gone * 3n <= totalPower(active)).toBe(true)
        const next = target.length === 0 ? kept : rotate(kept, target, rules({ isBarred }))
        const moved = difference(kept, next)
        const churn = moved.reduce((sum, { key: id, power }) => {
          const had = kept.find((each) => compareBytes(each.key, id) === 0)?.power ?? 0n
          return sum + (power > had ? power - had : had - power)
        }, 0n)
        expect(churn === 1n || churn * 1000n <= totalPower(kept) * 200n).toBe(true)
        const joined = next.filter(
          (each) => !kept.some((old) => compareBytes(old.key, each.key) === 0),
        )
        expect(joined.length).toBeLessThanOrEqual(kept.length < 8 ? 1 : kept.length >> 2)
        expect(joined.some((each) => isBarred(each.key))).toBe(false)
        engineTakes(told, difference(active, next))
        active = next
        expect([...told].sort()).toEqual(
          active.map((each) => [bytesToHex(each.key), each.power] as const).sort(),
        )
      }
    }),
    { numRuns: 200 },
  )
})

test('every set arrives at a target that stays', () => {
  fc.assert(
    fc.property(anySet(4), anySet(5), (start, target) => {
      let active: readonly Validator[] = start
      for (let round = 0; round < 200; round += 1) active = rotate(active, target, rules())
      expect(shown(active)).toEqual(shown(target))
    }),
    { numRuns: 30 },
  )
})
