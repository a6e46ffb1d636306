import { describe, expect, test } from 'vitest'
import { PRECONDITIONS } from './index.ts'
import { areApart, attempt, nameOf, stateOf } from './run.ts'

describe.each(PRECONDITIONS.map((it) => [it.past ? `${it.call}, past the guards` : it.call, it]))(
  '%s',
  (_name, it) => {
    const state = stateOf(it)

    if (it.neverSucceeds !== true) {
      test('succeeds where nothing is wrong', () => {
        expect(attempt(it, state, [])).toEqual({ outcome: 'ok', traces: false })
      })
    }

    test.each(it.breaches.map((breach, at) => [at + 1, nameOf(breach.error), breach] as const))(
      '%d: %s',
      (_at, outcome, breach) => {
        expect(attempt(it, state, [breach])).toEqual({ outcome, traces: false })
      },
    )

    test('of two that are wrong the one that is checked first is told', () => {
      const pairs = it.breaches.flatMap((first, at) =>
        it.breaches.slice(at + 1).map((second) => [first, second] as const),
      )
      const told = pairs
        .filter(([first, second]) => areApart(first, second))
        .map(([first, second]) => {
          const pair = `${nameOf(first.error)} before ${nameOf(second.error)}`
          return [pair, attempt(it, state, [first, second]).outcome, nameOf(first.error)] as const
        })
      expect(told.filter(([, outcome, wanted]) => outcome !== wanted)).toEqual([])
    })
  },
)
