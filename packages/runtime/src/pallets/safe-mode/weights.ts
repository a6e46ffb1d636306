import { weight } from '../../frame/weight.ts'

/** Benchmarked weights (`pallet_safe_mode::weights::SubstrateWeight`, February 2025). */
export const safeModeWeights = {
  onInitializeNoop: weight(733_000n, { reads: 1n, proofSize: 1489n }),
  onInitializeExit: weight(4_926_000n, { reads: 1n, writes: 1n, proofSize: 1489n }),
  enter: weight(44_471_000n, { reads: 2n, writes: 3n, proofSize: 3892n }),
  forceEnter: weight(5_200_000n, { reads: 1n, writes: 1n, proofSize: 1489n }),
  extend: weight(46_411_000n, { reads: 2n, writes: 3n, proofSize: 3892n }),
  forceExtend: weight(7_011_000n, { reads: 1n, writes: 1n, proofSize: 1489n }),
  forceExit: weight(6_180_000n, { reads: 1n, writes: 1n, proofSize: 1489n }),
  releaseDeposit: weight(37_735_000n, { reads: 3n, writes: 2n, proofSize: 3892n }),
  forceReleaseDeposit: weight(36_454_000n, { reads: 2n, writes: 2n, proofSize: 3892n }),
  forceSlashDeposit: weight(28_905_000n, { reads: 2n, writes: 2n, proofSize: 3892n }),
} as const
