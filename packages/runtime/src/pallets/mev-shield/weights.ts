import { weight } from '../../frame/weight.ts'

/** Benchmarked weights (`pallet_shield::weights::SubstrateWeight`, April 2026). */
export const shieldWeights = {
  announceNextKey: weight(33_661_000n, { reads: 4n, writes: 6n, proofSize: 5555n }),
  submitEncrypted: weight(207_223_000n),
  /** Set by hand, above what it costs, so that the queue is not filled for fun. */
  storeEncrypted: weight(20_000_000_000n),
  setMaxPendingExtrinsicsNumber: weight(4_206_000n, { writes: 1n }),
  setOnInitializeWeight: weight(4_327_000n, { writes: 1n }),
  setStoredExtrinsicLifetime: weight(4_116_000n, { writes: 1n }),
  setMaxExtrinsicWeight: weight(4_227_000n, { writes: 1n }),
  /** Looking at the queue, in every block. */
  lookAtQueue: weight(0n, { reads: 2n }),
  /** A place of the queue that is empty. */
  passGap: weight(0n, { reads: 1n }),
  takeFromQueue: weight(0n, { reads: 1n, writes: 2n }),
} as const
