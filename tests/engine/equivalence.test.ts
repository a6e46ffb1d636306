import { expect, test } from 'vitest'
import { compareEngines } from './two-engines.ts'

const BLOCKS = 40

test(`${BLOCKS} blocks of random transactions are the same under both engines`, async () => {
  const plan = { blocks: BLOCKS, seed: 20_261_126, nodeRestartsAt: 15, cometDiesAt: 28 }
  const { included, failed, calls } = await compareEngines(plan)
  // The history is one: most of it went in, and some of it failed.
  expect(included).toBeGreaterThan(BLOCKS)
  expect(failed).toBeGreaterThan(0)
  expect(calls).toBeGreaterThan(20)
}, 60_000)
