import { expect, it } from 'vitest'
import { retainHeight } from '../../../../src/engine/cometbft/snapshots/retain-height.ts'

/** Evidence counts for 100,000 blocks. */
it.each([
  ['everything in an archive', 500_000, 'archive', 499_000, 0n],
  ['everything without a snapshot', 500_000, { keepBlocks: 10 }, undefined, 0n],
  ['what evidence needs', 500_000, { keepBlocks: 10 }, 497_000, 400_000n],
  ['what the oldest snapshot goes on from', 500_000, { keepBlocks: 10 }, 399_000, 399_000n],
  ['as many blocks as states', 500_000, { keepBlocks: 150_000 }, 497_000, 350_000n],
  ['everything of a young chain', 90_000, { keepBlocks: 10 }, 89_000, 0n],
] as const)('CometBFT keeps %s', (_what, height, pruning, oldest, expected) => {
  expect(retainHeight(height, pruning, oldest)).toBe(expected)
})
