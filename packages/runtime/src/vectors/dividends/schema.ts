import type { VectorSchema } from '../schema.ts'
import { runDistribution } from './distribution.ts'
import { runParentChild } from './parent-child.ts'
import { runPayout } from './payout.ts'
import { runSplit } from './split.ts'

export const dividends: VectorSchema = {
  format: 'dividends-1',
  sections: {
    parentChild: runParentChild,
    distribution: runDistribution,
    split: runSplit,
    payout: runPayout,
  },
}
