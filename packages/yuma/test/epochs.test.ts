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
const groups = [...groupBy(cases, (recorded) => recorded.class.split('/')[0] ?? '')]

const implementations: readonly (readonly [string, (input: EpochInput) => EpochOutput])[] = [
  ['reference', referenceEpoch],
  ['kernel', createKernel().epoch],
]

test('the file of epochs is all here', () => {
  expect(cases).toHaveLength(401)
  expect(cases.filter(({ out }) => out.trace !== undefined)).toHaveLength(202)
})

describe.each(implementations)('%s', (_, epoch) => {
  test.each(groups)('epochs of class %s', (_class, group) => {
    for (const [position, recorded] of group.entries()) {
      const { trace: _trace, ...out } = recorded.out
      expect(runEpochCase(parseEpochCase(recorded, position), epoch), recorded.id).toEqual(out)
    }
  })
})

describe('trace of the reference', () => {
  test.each(groups)('steps of class %s', (_class, group) => {
    for (const [position, recorded] of group.entries()) {
      if (recorded.out.trace === undefined) continue
      const { inputs } = parseEpochCase(recorded, position)
      const steps = inputs.map((input) => traceToJson(traceEpoch(input).trace))
      expect(steps, recorded.id).toEqual(recorded.out.trace)
    }
  })
})
