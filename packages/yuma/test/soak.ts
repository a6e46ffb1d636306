import { parseArgs } from 'node:util'
import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { createKernel, referenceEpoch } from '../src/index.ts'
import { epochInput } from './arbitrary-epoch.ts'

/** `npm run test:epochs -- --count N --seed S`: the kernel beside the reference, on random epochs. */

const { values: flags } = parseArgs({
  options: {
    count: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
  },
})
const kernel = createKernel()
const result = fc.check(
  fc.property(epochInput, (input) => isDeepStrictEqual(kernel.epoch(input), referenceEpoch(input))),
  { numRuns: Number(flags.count), seed: Number(flags.seed) },
)
if (result.failed) {
  process.stdout.write(`${fc.defaultReportMessage(result) ?? 'failed'}\n`)
  process.exitCode = 1
}
const failed = result.failed ? 1 : 0
process.stdout.write(`${result.numRuns - failed} passed, ${failed} failed\n`)
