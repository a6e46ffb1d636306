import { expect, test } from 'vitest'
import { compareRoots, RootsDifferError } from './compare-roots.ts'
import type { BlockRoots } from './replay.ts'

const HISTORY: readonly BlockRoots[] = [
  { number: 0, stateRoot: '0xa0', hash: '0xb0' },
  { number: 1, stateRoot: '0xa1', hash: '0xb1' },
  { number: 2, stateRoot: '0xa2', hash: '0xb2' },
]
const [genesis, first, second] = HISTORY as readonly [BlockRoots, BlockRoots, BlockRoots]

const compareAll = (found: readonly BlockRoots[]) => () => {
  const comparison = compareRoots(HISTORY)
  for (const roots of found) comparison.check(roots)
  comparison.end()
}

test('equal roots of all blocks are right', () => {
  expect(compareAll(HISTORY)).not.toThrow()
})

test.each<readonly [string, readonly BlockRoots[], string]>([
  [
    'a state root',
    [genesis, { ...first, stateRoot: '0xff' }],
    'block 1: stateRoot 0xff instead of',
  ],
  ['a hash alone', [genesis, first, { ...second, hash: '0xff' }], 'block 2: hash 0xff instead of'],
  ['genesis', [{ ...genesis, stateRoot: '0xff' }], 'block 0: stateRoot'],
])('names the first block that differs: %s', (_, found, message) => {
  expect(compareAll(found)).toThrow(RootsDifferError)
  expect(compareAll(found)).toThrow(message)
})

test.each<readonly [string, readonly BlockRoots[], string]>([
  ['a block left out', [genesis, second], 'block 2 is told where 1 comes'],
  ['a block told twice', [genesis, genesis], 'block 0 is told where 1 comes'],
  ['the end left out', [genesis, first], 'only 2 of 3 blocks told'],
  ['nothing at all', [], 'only 0 of 3 blocks told'],
  ['more than there is', [...HISTORY, { ...second, number: 3 }], 'block 3 is one too many'],
])('refuses %s', (_, found, message) => {
  expect(compareAll(found)).toThrow(message)
})
