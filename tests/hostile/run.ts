import { parseArgs } from 'node:util'
import { judgeAnswers } from './judge-answers.ts'
import { judgeRequests } from './judge-requests.ts'
import { createTally } from './tally.ts'
import { createParties } from './world.ts'

/**
 * Bad answers at a dendrite and bad requests at an axon: `--count N --seed S`, half of each kind;
 * `--at I` plays one case again.
 */

const { values: flags } = parseArgs({
  options: {
    count: { type: 'string', default: '3000' },
    seed: { type: 'string', default: '1' },
    at: { type: 'string' },
  },
})
const seed = Number(flags.seed)
const half = Math.ceil(Number(flags.count) / 2)
const [first, end] = flags.at === undefined ? [0, half] : [Number(flags.at), Number(flags.at) + 1]

const tally = createTally(seed)
// What nobody catches would end a miner or a validator.
process.on('uncaughtException', ({ stack }) => tally.broke(`uncaught: ${stack}`))
process.on('unhandledRejection', (reason) => tally.broke(`unhandled: ${String(reason)}`))

const parties = await createParties()
const began = performance.now()
await judgeAnswers(range(first, end), { seed, parties, tally })
const between = performance.now()
await judgeRequests(range(first, end), { seed, parties, tally })
const seconds = [between - began, performance.now() - between].map((ms) => (ms / 1_000).toFixed(1))
const { rss } = process.memoryUsage()
process.stdout.write(
  `answers ${seconds[0]} s, requests ${seconds[1]} s, memory ${Math.round(rss / 1_048_576)} MiB\n`,
)
process.stdout.write(tally.report())
process.exitCode = tally.failures() === 0 ? 0 : 1

function* range(from: number, to: number): Generator<number> {
  for (let at = from; at < to; at += 1) yield at
}
