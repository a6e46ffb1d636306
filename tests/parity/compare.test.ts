import { expect, test } from 'vitest'
import { compareSection } from './compare.ts'

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
