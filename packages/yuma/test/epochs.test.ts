import { describe, expect, test } from 'vitest'
import {
  createKernel,
  parseEpochCase,
  referenceEpoch,
  runEpochCase,
  traceEpoch,
  traceToJson,
} from '../src/index.ts'
import type { EpochInput, EpochOutput } from '../src/index.ts'
import { groupBy, readCases } from './vectors.ts'

interface RecordedCase {
  readonly id: string
  readonly class: string
  readonly out: Readonly<Record<string, unknown>> & { readonly trace?: readonly unknown[] }
}

const cases = readCases<RecordedCase>('epochs.json')
const byClass = (list: readonly RecordedCase[]) =>
  [...groupBy(list, (recorded) => recorded.class.split('/')[0] ?? '')].map(
    ([name, group]) => [group.length, name, group] as const,
  )
const groups = byClass(cases)
const traced = byClass(cases.filter(({ out }) => out.trace !== undefined))

const implementations: readonly (readonly [string, (input: EpochInput) => EpochOutput])[] = [
  ['reference', referenceEpoch],
  ['kernel', createKernel().epoch],
]

test('the file of epochs is all here: 401, of which 202 with their steps', () => {
  const count = (list: typeof groups): number => list.reduce((total, [size]) => total + size, 0)
  expect([count(groups), count(traced)]).toEqual([401, 202])
})

describe.each(implementations)('%s', (_, epoch) => {
  test.each(groups)('%i epochs of class %s', (_count, _class, group) => {
    for (const [position, recorded] of group.entries()) {
      const { trace: _trace, ...out } = recorded.out
      expect(runEpochCase(parseEpochCase(recorded, position), epoch), recorded.id).toEqual(out)
    }
  })
})

describe('trace of the reference', () => {
  test.each(traced)('%i epochs of class %s', (_count, _class, group) => {
    for (const [position, recorded] of group.entries()) {
      const { inputs } = parseEpochCase(recorded, position)
      const steps = inputs.map((input) => traceToJson(traceEpoch(input).trace))
      expect(steps, recorded.id).toEqual(recorded.out.trace)
    }
  })
})
