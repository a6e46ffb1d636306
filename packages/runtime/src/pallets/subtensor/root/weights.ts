import { weight } from '../../../frame/weight.ts'

/** Benchmarked weights of the reference (`pallet_subtensor::weights`). */
export const rootWeights = {
  claimRoot: weight(138_999_000n, { reads: 16n, writes: 4n, proofSize: 7875n }),
  setRootClaimType: weight(18_283_000n, { reads: 2n, writes: 4n, proofSize: 3941n }),
  setNumRootClaims: weight(2_735_000n, { writes: 1n }),
  setRootClaimThreshold: weight(5_681_000n, { writes: 1n }),
}
