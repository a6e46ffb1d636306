import { readFileSync } from 'node:fs'
import { createHasher } from '@plexus/primitives'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { firstDifference } from '../../src/vectors/difference.ts'
import { VectorFormatError } from '../../src/vectors/field.ts'
import { runVectors } from '../../src/vectors/run-vectors.ts'

const hasher = await createHasher()

describe('the first difference', () => {
  test.each([
    ['none', { a: [1, 'x'] }, { a: [1, 'x'] }, undefined],
    ['a value', { a: [1, 'x'] }, { a: [1, 'y'] }, 'c.a[1]'],
    ['the first of two', { a: 1, b: 2 }, { a: 2, b: 3 }, 'c.a'],
    ['a missing field', { a: 1, b: 2 }, { a: 1 }, 'c.b'],
    ['a field too many', { a: 1 }, { a: 1, b: null }, 'c.b'],
    ['a shorter list', [1, 2], [1], 'c[1]'],
    ['a longer list', [1], [1, 2], 'c[1]'],
    ['a number that is a text', { a: 1 }, { a: '1' }, 'c.a'],
    ['null for a list', { a: [] }, { a: null }, 'c.a'],
    ['an absent field', { a: undefined }, {}, undefined],
  ])('%s', (name, expected, computed, path) => {
    expect(firstDifference(expected, computed, 'c')?.path, name).toBe(path)
  })
})

describe('a damaged document', () => {
  const files = ['amm.json', 'share-pool.json'].map((file): unknown =>
    JSON.parse(readFileSync(new URL(`../../../../spec/vectors/${file}`, import.meta.url), 'utf8')),
  )
  const junk = fc.constantFrom<unknown>(null, true, -1, 0.5, 'x', '-1', '9'.repeat(50), [], {}, 7)

  /** The same value with one of its parts replaced. */
  function damaged(value: unknown, path: readonly number[], by: unknown): unknown {
    const [step, ...rest] = path
    if (step === undefined || typeof value !== 'object' || value === null) return by
    const names = Object.keys(value)
    const name = names[step % names.length]
    if (name === undefined) return by
    const inner = (value as Record<string, unknown>)[name]
    const changed = damaged(inner, rest, by)
    if (!Array.isArray(value)) return { ...value, [name]: changed }
    return value.with(Number(name), changed)
  }

  test('is refused in one sentence or has wrong cases; it never breaks the run', () => {
    const path = fc.array(fc.nat({ max: 5000 }), { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(fc.constantFrom(...files), fc.nat(), path, junk, (file, at, steps, by) => {
        const { format, ...sections } = file as Record<string, readonly unknown[]>
        const names = Object.keys(sections)
        const name = names[at % names.length] ?? ''
        const list = sections[name] ?? []
        const one = damaged([list[at % list.length]], [0, ...steps], by)
        try {
          const [outcome] = runVectors({ format, [name]: one }, hasher)
          expect(outcome?.section).toBe(name)
        } catch (error) {
          if (!(error instanceof VectorFormatError)) throw error
          expect(error.message).toMatch(/^[^\n]+[^.\n]$/)
        }
      }),
      { numRuns: 400 },
    )
  })
})
