import type { Hasher } from '@plexus/primitives'
import type { Host } from '../frame/host.ts'
import { firstDifference } from './difference.ts'
import type { Difference } from './difference.ts'
import { createField, VectorFormatError } from './field.ts'
import type { Field } from './field.ts'
import { schemas } from './registry.ts'
import type { CaseRunner, VectorSchema } from './schema.ts'

/** No recorded case has a signature. */
const NO_CRYPTOGRAPHY: Omit<Host, keyof Hasher> = {
  verifySignature: () => false,
  recoverPublicKey: () => undefined,
  verifyRound: () => false,
  openTimelocked: () => ({ ok: false, error: 'WrongSignature' }),
}

/** What became of one recorded case. */
export interface VectorOutcome {
  /** Section and index, e.g. `pool[3]`. */
  readonly id: string
  readonly section: string
  readonly expected: unknown
  /** The same from the chain's own code; `undefined` where that failed. */
  readonly computed: unknown
  /** The first field that differs; absent where all are equal. */
  readonly difference?: Difference
}

/**
 * Computes every case of a parsed vector document, one by one.
 *
 * @param document of a format in `registry.ts`
 * @throws VectorFormatError in one sentence, where the document is not what its format says
 */
export function* runVectors(document: unknown, hasher: Hasher): Generator<VectorOutcome> {
  const root = createField(document, '')
  const schema = schemaOf(root.at('format').text())
  const host: Host = { ...hasher, ...NO_CRYPTOGRAPHY }
  const sections = Object.entries(document as Readonly<Record<string, unknown>>)
  let cases = 0
  for (const [section, value] of sections) {
    if (!Array.isArray(value)) continue
    const run = runnerOf(schema, section)
    for (const field of root.at(section).list()) {
      cases += 1
      yield outcomeOf(section, field, run, host)
    }
  }
  if (cases === 0) throw new VectorFormatError('the file holds no case')
}

function outcomeOf(section: string, field: Field, run: CaseRunner, host: Host): VectorOutcome {
  const { expected, computed } = attempt(field, run, host)
  const difference = firstDifference(expected, computed, field.path)
  const outcome = { id: field.path, section, expected, computed }
  return difference === undefined ? outcome : { ...outcome, difference }
}

/** A fault in the chain's code is a wrong case, not the end of the run. */
function attempt(field: Field, run: CaseRunner, host: Host): ReturnType<CaseRunner> {
  try {
    return run(field, host)
  } catch (error) {
    if (error instanceof VectorFormatError) throw error
    const reason = error instanceof Error ? error.message : String(error)
    return { expected: field.value, computed: `failed: ${reason}` }
  }
}

function schemaOf(format: string): VectorSchema {
  const schema = schemas.find((each) => each.format === format)
  if (schema !== undefined) return schema
  const names = schemas.map((each) => each.format).join(', ')
  throw new VectorFormatError(`the format "${format}" is none of ${names}`)
}

function runnerOf(schema: VectorSchema, section: string): CaseRunner {
  const runner = Object.hasOwn(schema.sections, section) ? schema.sections[section] : undefined
  if (runner !== undefined) return runner
  const names = Object.keys(schema.sections).join(', ')
  throw new VectorFormatError(`"${section}" is none of the sections of ${schema.format}: ${names}`)
}
