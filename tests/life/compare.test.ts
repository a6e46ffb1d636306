import { describe, expect, test } from 'vitest'
import { compare } from './compare.ts'
import type { Json } from './script.ts'

const EQUAL: readonly (readonly [name: string, left: Json, right: Json, values: number])[] = [
  ['a number and its digits', 5, '5', 1],
  ['nothing and nothing', null, null, 1],
  ['lists in lists', [['a', 1], []], [['a', '1'], []], 2],
  ['members in another order', { a: true, b: 2 }, { b: 2, a: true }, 2],
]

const DIFFERENT: readonly (readonly [name: string, left: Json, right: Json, paths: string[]])[] = [
  ['another number', { a: 5 }, { a: 6 }, ['a']],
  ['true and its name', { a: true }, { a: 'true' }, ['a']],
  ['nothing and zero', { a: null }, { a: 0 }, ['a']],
  ['a row too few', { a: [[1], [2]] }, { a: [[1]] }, ['a.1']],
  ['a row too many', { a: [1] }, { a: [1, 2] }, ['a.1']],
  ['a member that is missing', { a: { b: 1, c: 2 } }, { a: { b: 1 } }, ['a.c']],
  ['a member that is not expected', { a: {} }, { a: { b: null } }, ['a.b']],
  ['rows in another order', { a: ['x', 'y'] }, { a: ['y', 'x'] }, ['a.0', 'a.1']],
  ['a list for a value', { a: 1 }, { a: [1] }, ['a']],
]

describe('two reports', () => {
  test.each(EQUAL)('are equal: %s', (_, left, right, values) => {
    expect(compare(left, right)).toEqual({ equal: values, differences: [] })
  })

  test.each(DIFFERENT)('differ: %s', (_, left, right, paths) => {
    expect(compare(left, right).differences.map(({ path }) => path)).toEqual(paths)
  })
})
