import { expect, test } from 'vitest'
import { definition } from '../../src/definition.ts'
import { ERRORS_OF_CALLS } from './errors-of-calls.ts'
import { PRECONDITIONS } from './index.ts'
import { NEVER, NEVER_CALLED } from './never.ts'
import { nameOf } from './run.ts'

const calls = definition.pallets.flatMap(({ calls: all = [] }) =>
  all.filter(({ closed }) => !closed).map(({ pallet, name }) => `${pallet.name}.${name}`),
)
/** The errors of the pallets that have open calls. */
const declared = definition.pallets
  .filter((pallet) => pallet.calls?.some(({ closed }) => !closed))
  .flatMap(({ errors = {} }) => Object.values(errors).map((error) => nameOf(error)))
/** Errors by which every signed call may fail; they are in `everywhere.test.ts`. */
const EVERYWHERE = ['SubtensorModule.ColdkeySwapAnnounced', 'SubtensorModule.ColdkeySwapDisputed']
const VALUED = ['Token', 'Arithmetic', 'Transactional']

function listed(call: string): readonly string[] {
  const [pallet = ''] = call.split('.')
  const names = (ERRORS_OF_CALLS[call] ?? '').split(' ').filter((name) => name !== '')
  return names.map((name) => {
    const isOwn = declared.includes(`${pallet}.${name}`)
    const isKnown = declared.includes(name) || VALUED.includes(name.split('.')[0] ?? '')
    return isOwn && !isKnown ? `${pallet}.${name}` : name
  })
}

const shown = (call: string): readonly string[] => [
  ...new Set(
    PRECONDITIONS.filter((it) => it.call === call).flatMap((it) =>
      it.breaches.map(({ error }) => nameOf(error)),
    ),
  ),
]

test('the list has every call, and no other', () => {
  expect(Object.keys(ERRORS_OF_CALLS).toSorted()).toEqual(calls.toSorted())
})

test('every error of every call is provoked, and no other', () => {
  for (const call of calls) {
    if (call in NEVER_CALLED) continue
    expect(shown(call).toSorted(), call).toEqual(listed(call).toSorted())
  }
})

test('what is never called is no call of a table', () => {
  expect(Object.keys(NEVER_CALLED).filter((call) => shown(call).length > 0)).toEqual([])
})

test('every declared error is provoked by some call, or there is a reason why never', () => {
  const provoked = new Set([...calls.flatMap((call) => shown(call)), ...EVERYWHERE])
  expect(declared.filter((name) => !provoked.has(name)).toSorted()).toEqual(
    Object.keys(NEVER).toSorted(),
  )
})
