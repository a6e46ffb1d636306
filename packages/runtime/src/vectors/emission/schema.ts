import type { VectorSchema } from '../schema.ts'
import { runBlocks } from './blocks.ts'
import { runBlockEmission, runRootProportion } from './curves.ts'
import { runEmit, runTerms } from './emit.ts'
import { runMovingPrice, runMovingPrices } from './moving-price.ts'
import { runLockCost, runLockCosts } from './lock-cost.ts'
import {
  runBurnBump,
  runBurnDecay,
  runBurnDecays,
  runDecayFactor,
  runPowQ32,
} from './registration-price.ts'
import { runShares } from './shares.ts'

export const emission: VectorSchema = {
  format: 'emission-1',
  sections: {
    blockEmission: runBlockEmission,
    decayFactor: runDecayFactor,
    powQ32: runPowQ32,
    burnDecay: runBurnDecay,
    burnDecayRun: runBurnDecays,
    burnBump: runBurnBump,
    lockCost: runLockCost,
    lockCostRun: runLockCosts,
    movingPrice: runMovingPrice,
    movingPriceRun: runMovingPrices,
    rootProportion: runRootProportion,
    shares: runShares,
    terms: runTerms,
    emit: runEmit,
    blocks: runBlocks,
  },
}
