import { weight } from '../../../frame/weight.ts'

/** Benchmarked weights of the calls around weights (`pallet_subtensor::weights` and attributes). */
export const weightsWeights = {
  setWeights: weight(15_513_610_000n, { reads: 4112n, writes: 2n, proofSize: 10_327_410n }),
  setMechanismWeights: weight(15_540_000_000n, { reads: 4111n, writes: 2n }),
  batchSetWeights: weight(103_092_000n, { reads: 16n, writes: 2n, proofSize: 7395n }),
  commitWeights: weight(69_049_000n, { reads: 13n, writes: 2n, proofSize: 4714n }),
  commitMechanismWeights: weight(55_130_000n, { reads: 7n, writes: 2n }),
  batchCommitWeights: weight(147_224_000n, { reads: 15n, writes: 2n, proofSize: 4765n }),
  revealWeights: weight(111_227_000n, { reads: 19n, writes: 2n, proofSize: 7590n }),
  revealMechanismWeights: weight(122_000_000n, { reads: 16n, writes: 2n }),
  batchRevealWeights: weight(421_363_000n, { reads: 19n, writes: 2n, proofSize: 8095n }),
  commitTimelockedWeights: weight(86_951_000n, { reads: 14n, writes: 2n, proofSize: 4713n }),
  commitCrv3MechanismWeights: weight(77_750_000n, { reads: 7n, writes: 2n }),
  commitTimelockedMechanismWeights: weight(84_020_000n, { reads: 9n, writes: 2n }),
} as const
