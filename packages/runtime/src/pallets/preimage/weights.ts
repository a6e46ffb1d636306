import { weight } from '../../frame/weight.ts'
import type { Weight } from '../../frame/weight.ts'

/** Benchmarked weights (`pallet_preimage::weights::SubstrateWeight`, February 2025). */
export const preimageWeights = {
  notePreimage: (bytes: bigint): Weight =>
    weight(50_499_000n + 13_491n * bytes, { reads: 5n, writes: 3n, proofSize: 28_584n }),
  unnotePreimage: weight(50_830_000n, { reads: 3n, writes: 3n, proofSize: 3892n }),
  requestPreimage: weight(19_292_000n, { reads: 2n, writes: 1n, proofSize: 3556n }),
  unrequestPreimage: weight(20_209_000n, { reads: 2n, writes: 2n, proofSize: 3556n }),
  ensureUpdated: (hashes: bigint): Weight =>
    weight(56_817_000n + 59_397_441n * hashes, {
      reads: 2n + 3n * hashes,
      writes: 4n * hashes,
      proofSize: 28_584n + 2902n * hashes,
    }),
} as const
