import { readFile } from 'node:fs/promises'
import type { VectorOutcome } from '@plexus/runtime'
import type { Command } from 'commander'
import { MalformedFileError } from '../errors.ts'
import { ExitCode } from '../exit-code.ts'
import type { Context } from '../program.ts'

/** `plexus vectors <file>`: computes recorded cases of the reference and compares. */
export function addVectorsCommand(program: Command, context: Context): void {
  program
    .command('vectors')
    .description('compute recorded cases and say which differ')
    .argument('<file>', 'a JSON file of spec/vectors or of the same form')
    .option('--json', 'JSON lines')
    .addHelpText('after', '\nexample: plexus vectors spec/vectors/amm.json')
    .action(async (file: string, { json = false }: { readonly json?: boolean }) => {
      const document = await readDocument(file)
      const [{ runVectors }, { createHasher }] = await Promise.all([
        context.loadRuntime(),
        import('@plexus/primitives'),
      ])
      const outcomes = runVectors(document, await createHasher())
      const { different } = report(file, outcomes, json ? jsonLines : textLines, context)
      if (different > 0) context.exitWith(ExitCode.Different)
    })
}

interface Counts {
  readonly equal: number
  readonly different: number
}

/** How results are written; one line each. */
interface Lines {
  wrongCase(outcome: VectorOutcome): string
  end(counts: Counts): string
}

const textLines: Lines = {
  wrongCase({ difference }) {
    const { path = '', expected, computed } = difference ?? {}
    return `${path}: recorded ${show(expected)}, computed ${show(computed)}`
  },
  end: ({ equal, different }) => `${equal} equal, ${different} different`,
}

const jsonLines: Lines = {
  wrongCase: ({ id, difference }) => JSON.stringify({ case: id, ...difference }),
  end: (counts) => JSON.stringify(counts),
}

function report(
  file: string,
  outcomes: Iterable<VectorOutcome>,
  lines: Lines,
  { io }: Context,
): Counts {
  const counts = { equal: 0, different: 0 }
  try {
    for (const outcome of outcomes) {
      counts[outcome.difference === undefined ? 'equal' : 'different'] += 1
      if (outcome.difference !== undefined) io.stdout.write(`${lines.wrongCase(outcome)}\n`)
    }
  } catch (error) {
    throw asFileError(file, error)
  }
  io.stdout.write(`${lines.end(counts)}\n`)
  return counts
}

async function readDocument(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8')
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new MalformedFileError(`${file} is not JSON: give a file of recorded cases.`, { cause })
  }
}

/** The error of a format as the sentence of a file; other errors as they are. */
function asFileError(file: string, error: unknown): unknown {
  const isFormat = error instanceof Error && 'code' in error && error.code === 'VectorFormat'
  if (!isFormat) return error
  return new MalformedFileError(`${file} cannot be run: ${error.message}.`, { cause: error })
}

const show = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value))
