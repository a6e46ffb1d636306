import { isDeepStrictEqual } from 'node:util'
import { createKernel, parseEpochCase, runEpochCase, traceEpoch, traceToJson } from '@plexus/yuma'
import type { EpochCase, EpochCaseOut, YumaKernel } from '@plexus/yuma'
import { MalformedFileError } from '../errors.ts'

const FORMAT = 'yuma-epochs-1'

/**
 * The document that `plexus epoch` prints: the same cases, each with the `out` that the kernel
 * computes. With `trace` the steps come from the reference, whose answers must equal the kernel's.
 *
 * @throws MalformedFileError, CaseError naming what does not follow the format.
 */
export function runEpochFile(file: unknown, path: string, trace: boolean): string {
  const { cases, ...head } = parseFile(file, path)
  const kernel = createKernel()
  // Everything is parsed before anything is computed: a late mistake shows at once.
  const parsed = cases.map(parseEpochCase)
  const lines = parsed.map((subject, position) => {
    const out = runCase(subject, kernel, trace)
    return JSON.stringify({ ...(cases[position] as object), out })
  })
  // One case per line, as the recorded files are written.
  const opening = JSON.stringify({ ...head, cases: [] }).slice(0, -2)
  return lines.length === 0 ? `${opening}]}\n` : `${opening}\n${lines.join(',\n')}\n]}\n`
}

function runCase(subject: EpochCase, kernel: YumaKernel, trace: boolean): EpochCaseOut {
  const out = runEpochCase(subject, kernel.epoch)
  if (!trace) return out
  const steps = subject.inputs.map((input) => {
    const traced = traceEpoch(input)
    if (!isDeepStrictEqual(traced.output, kernel.epoch(input))) {
      throw new Error(`kernel and reference differ on case ${subject.name}`)
    }
    return traceToJson(traced.trace)
  })
  return { ...out, trace: steps }
}

function parseFile(
  file: unknown,
  path: string,
): { readonly cases: readonly unknown[] } & Readonly<Record<string, unknown>> {
  if (typeof file !== 'object' || file === null || Array.isArray(file)) {
    throw new MalformedFileError(`${path} is not an object with the fields format and cases.`)
  }
  const { format, cases, ...others } = file as Readonly<Record<string, unknown>>
  if (format !== FORMAT) {
    const found = format === undefined ? 'missing' : JSON.stringify(format)
    throw new MalformedFileError(`Field format of ${path} is ${found}: it must be "${FORMAT}".`)
  }
  if (!Array.isArray(cases)) {
    throw new MalformedFileError(`Field cases of ${path} is not a list: give one entry per subnet.`)
  }
  return { format, ...others, cases }
}
