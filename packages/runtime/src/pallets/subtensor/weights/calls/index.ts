import type { Call } from '../../../../frame/call.ts'
import {
  commitCrv3MechanismWeights,
  commitTimelockedMechanismWeights,
  commitTimelockedWeights,
} from './commit-timelocked.ts'
import { batchCommitWeights, commitMechanismWeights, commitWeights } from './commit.ts'
import { batchRevealWeights, revealMechanismWeights, revealWeights } from './reveal.ts'
import { batchSetWeights, setMechanismWeights, setWeights } from './set.ts'

/** Calls of this part of the pallet. */
export const weightsCalls: readonly Call[] = [
  setWeights,
  batchSetWeights,
  commitWeights,
  revealWeights,
  batchRevealWeights,
  batchCommitWeights,
  commitTimelockedWeights,
  commitMechanismWeights,
  revealMechanismWeights,
  commitCrv3MechanismWeights,
  commitTimelockedMechanismWeights,
  setMechanismWeights,
]
