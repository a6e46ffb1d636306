import { weight } from '../../frame/weight.ts'
import type { Weight } from '../../frame/weight.ts'

/** Benchmarked weights of the reference (`pallet_crowdloan::weights::SubstrateWeight`). */
export const weights = {
  create: weight(59_829_000n, { reads: 3n, writes: 5n, proofSize: 6148n }),
  contribute: weight(66_609_000n, { reads: 5n, writes: 4n, proofSize: 6148n }),
  withdraw: weight(60_259_000n, { reads: 4n, writes: 4n, proofSize: 6148n }),
  finalize: weight(31_507_000n, { reads: 4n, writes: 2n, proofSize: 4_197_809n }),
  refund(contributions: number): Weight {
    const count = BigInt(contributions)
    return weight(110_703_000n + 39_503_253n * count, {
      reads: 2n + 2n * count,
      writes: 2n * count,
      proofSize: 3747n + 2579n * count,
    })
  },
  dissolve: weight(66_939_000n, { reads: 4n, writes: 5n, proofSize: 6148n }),
  updateMinContribution: weight(13_259_000n, { reads: 2n, writes: 1n, proofSize: 3747n }),
  updateEnd: weight(12_048_000n, { reads: 1n, writes: 1n, proofSize: 3747n }),
  updateCap: weight(11_357_000n, { reads: 1n, writes: 1n, proofSize: 3747n }),
  setMaxContribution: weight(16_024_000n, { reads: 2n, writes: 1n, proofSize: 3747n }),
} as const
