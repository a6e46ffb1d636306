import { weight } from '../../frame/weight.ts'

export const swapWeights = {
  setFeeRate: weight(15_063_000n, { reads: 1n, writes: 1n, proofSize: 3994n }),
  deprecated: weight(15_000_000n),
} as const
