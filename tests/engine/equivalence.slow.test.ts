import { expect, test } from 'vitest'
import { compareEngines } from './two-engines.ts'

const BLOCKS = 500

test(`${BLOCKS} blocks with subnets and epochs are the same under both engines`, async () => {
  const plan = { blocks: BLOCKS, seed: 6, nodeRestartsAt: 170, cometDiesAt: 340 }
  const { included, failed, calls, epochs } = await compareEngines(plan)
  expect(included).toBeGreaterThan(2 * BLOCKS)
  expect(failed).toBeGreaterThan(0)
  expect(calls).toBeGreaterThan(100)
  expect(epochs).toBeGreaterThan(20n)
}, 120_000)
