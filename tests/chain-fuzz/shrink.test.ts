import { expect, test } from 'vitest'
import { movesIn } from './script.ts'
import type { Script } from './script.ts'
import { kindOf, shrink } from './shrink.ts'
import type { Trial } from './shrink.ts'

const block = (...calls: readonly string[]): Script['blocks'][number] =>
  calls.map((call) => ({ by: 'Alice', call }))

/** Breaks in the block of the second call, two blocks after the first at the earliest. */
const trial: Trial = ({ blocks }) => {
  const first = blocks.findIndex((moves) => moves.some(({ call }) => call === 'first'))
  const second = blocks.findIndex(
    (moves, at) => first >= 0 && at >= first + 2 && moves.some(({ call }) => call === 'second'),
  )
  return second < 0 ? undefined : { block: second + 1, faults: [`it holds ${second} rao`] }
}

const long: Script = {
  blocks: [
    block('a', 'b'),
    block('first', 'c'),
    block('second'),
    ...Array.from({ length: 20 }, () => block('d', 'e', 'f')),
    block('g', 'second', 'h'),
    block('i'),
  ],
}

test('what has no part in a break goes', () => {
  const found = trial(long)
  if (found === undefined) throw new Error('it does not break')
  const shrunk = shrink(long, found, trial)
  expect(shrunk.script.blocks).toEqual([block('first'), [], block('second')])
  expect(shrunk.found).toEqual({ block: 3, faults: ['it holds 2 rao'] })
})

test('a limit of tries is kept', () => {
  const found = trial(long)
  if (found === undefined) throw new Error('it does not break')
  const shrunk = shrink(long, found, trial, 3)
  expect(shrunk.tries).toBe(3)
  expect(trial(shrunk.script)).toBeDefined()
  expect(movesIn(shrunk.script)).toBeLessThanOrEqual(movesIn(long))
})

test('a script that breaks something else is not taken', () => {
  const other: Trial = (script) =>
    movesIn(script) < 10 ? { block: 1, faults: ['another'] } : trial(script)
  const found = other(long)
  if (found === undefined) throw new Error('it does not break')
  const shrunk = shrink(long, found, other)
  expect(movesIn(shrunk.script)).toBeGreaterThanOrEqual(10)
})

test('numbers and names make no other break', () => {
  const kind = (fault: string): string => kindOf({ block: 1, faults: [fault] })
  expect(kind('the pool of subnet 3 gained -5 rao')).toBe(
    kind('the pool of subnet 1 gained 12 rao'),
  )
  expect(kind('0x12ab is gone')).toBe(kind('0x99 is gone'))
  expect(kind('more are held')).not.toBe(kind('more are out'))
})
