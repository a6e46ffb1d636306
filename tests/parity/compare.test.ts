import { expect, test } from 'vitest'
import { EXCEPTIONS, unneeded } from '../../packages/runtime/test/metadata/exceptions.ts'
import { compareSection, summary } from './compare.ts'

const reference = {
  name: 'Sudo',
  lines: [
    'storage Key [] AccountId32 Optional 00',
    'call 0 sudo(call RuntimeCall)',
    'error 0 RequireSudo',
  ],
}
const here = (...lines: readonly string[]) => ({ name: 'Sudo', lines })

test.each([
  ['what is the same', reference.lines, { identical: 3 }],
  ['what is not there', reference.lines.slice(1), { identical: 2, missing: [reference.lines[0]] }],
  [
    'what is there alone',
    [...reference.lines, 'event 0 Sudid()'],
    { identical: 3, extra: ['event 0 Sudid()'] },
  ],
  [
    'what is different, and with what it was paired: an index',
    [reference.lines[0] ?? '', 'call 1 sudo(call RuntimeCall)', 'error 0 RequireSudo'],
    {
      identical: 2,
      different: [{ reference: reference.lines[1], here: 'call 1 sudo(call RuntimeCall)' }],
    },
  ],
  [
    'a default',
    ['storage Key [] AccountId32 Optional 01', ...reference.lines.slice(1)],
    {
      identical: 2,
      different: [
        { reference: reference.lines[0], here: 'storage Key [] AccountId32 Optional 01' },
      ],
    },
  ],
] as const)('counts %s', (_title, lines, expected) => {
  expect(compareSection(reference, here(...lines))).toEqual({
    name: 'Sudo',
    identical: 0,
    excepted: 0,
    different: [],
    missing: [],
    extra: [],
    ...expected,
  })
})

test('a pallet that is not there misses everything', () => {
  expect(compareSection(reference, undefined).missing).toEqual(reference.lines)
})

test('an exception is neither missing nor identical', () => {
  const apis = {
    name: 'apis',
    lines: ['api Core execute_block(block Block) ()', 'api Core version() X'],
  }
  const compared = compareSection(apis, { name: 'apis', lines: ['api Core version() X'] })
  expect(compared).toMatchObject({ identical: 1, excepted: 1, missing: [] })
})

test('in scope is every line of the reference that no exception explains', () => {
  const none = compareSection(reference, undefined)
  const all = compareSection(reference, reference)
  const lines = ['api Core execute_block(block Block) ()']
  const excepted = compareSection({ name: 'apis', lines }, undefined)
  expect(summary([none, all, excepted])).toEqual({ identical: 3, inScope: 6, excepted: 1 })
})

test('an exception is needed only where the two sides differ as it says', () => {
  const method = 'api Core execute_block(block Block) ()'
  const apis = { name: 'apis', lines: [method] }
  const patterns = (theirs: readonly string[], here: readonly string[]): readonly unknown[] =>
    unneeded([{ ...apis, lines: theirs }], [{ ...apis, lines: here }]).map(({ missing }) => missing)
  expect(patterns([method], [])).not.toContain('api Core execute_block(*')
  expect(patterns([method], [method])).toContain('api Core execute_block(*')
  expect(patterns([], [])).toContain('api Core execute_block(*')
  expect(unneeded([], [])).toEqual(EXCEPTIONS)
})
