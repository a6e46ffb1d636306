import { CaseError, parseEpochCase, runEpochCase, traceEpoch, traceToJson } from '@plexus/yuma'
import type { EpochCase } from '@plexus/yuma'
import { runKernel } from '../../pallets/subtensor/epoch/kernel.ts'
import { VectorFormatError } from '../field.ts'
import type { Field } from '../field.ts'
import type { CaseRunner } from '../schema.ts'

/** `{id, class, in, out}`: the epoch of one subnet; its steps too where they are recorded. */
export const runEpochs: CaseRunner = (field) => {
  const subject = parse(field)
  const out = runEpochCase(subject, runKernel)
  const recorded = field.at('out')
  const steps = recorded.at('trace').isNone
    ? {}
    : { trace: subject.inputs.map((input) => traceToJson(traceEpoch(input).trace)) }
  return { expected: { out: recorded.value }, computed: { out: { ...out, ...steps } } }
}

function parse(field: Field): EpochCase {
  try {
    return parseEpochCase(field.value, 0)
  } catch (error) {
    if (!(error instanceof CaseError)) throw error
    throw new VectorFormatError(`${field.path}.${error.field} is not what the format says`)
  }
}
