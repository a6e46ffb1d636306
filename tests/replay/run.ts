import { parseArgs } from 'node:util'
import { bytesToHex, createHasher, createSignatures } from '@plexus/primitives'
import { createHost } from '@plexus/runtime'
import { ROOT_OVERRIDES } from '@plexus/testing'
import { makeHistory, makeNode, replayHistory } from './history.ts'
import type { HistoryPlan } from './history.ts'
import { createTally } from './tally.ts'

/**
 * Two histories of random transactions on one node are replayed from genesis on a second: each
 * block must come out with the same header, so with the same roots. One history has all calls; in
 * the other Root overrides nothing, and the invariants must hold after every block. At the end, a
 * table of the calls that were tried. `--blocks N --seed S`; equal ones give equal heads.
 */

const { values: flags } = parseArgs({
  options: {
    blocks: { type: 'string', default: '500' },
    seed: { type: 'string', default: '1' },
  },
})
const plan = { blocks: Number(flags.blocks), seed: Number(flags.seed) }
const [hasher, signatures] = await Promise.all([createHasher(), createSignatures()])
const host = createHost(hasher, signatures)
const tally = createTally()

await compare('all calls', { ...plan, without: new Set(), invariants: false })
await compare('no overrides by Root, invariants after every block', {
  ...plan,
  without: ROOT_OVERRIDES,
  invariants: true,
})
process.stdout.write(`${tally.table()}\n${tally.successPercent()} % of them succeeded\n`)
process.stdout.write('2 passed, 0 failed\n')

async function compare(what: string, history: HistoryPlan): Promise<void> {
  const [first, second] = [await makeNode(), await makeNode()]
  await first.start()
  const start = performance.now()
  const { included, refused } = await makeHistory(first, host, history, tally)
  const made = performance.now()
  replayHistory(first, second)
  const replayed = performance.now()
  const head = bytesToHex(second.chain.head().hash)
  await first.stop()
  await second.stop()
  const { blocks, seed } = history
  const rate = (ms: number): string => `${Math.round((blocks * 1000) / ms)} blocks/s`
  process.stdout.write(
    `${what}: ${blocks} blocks replayed with equal roots (seed ${seed}): ${included} transactions ` +
      `included, ${refused} refused; made at ${rate(made - start)}, ` +
      `replayed at ${rate(replayed - made)}; the head is ${head}\n`,
  )
}
