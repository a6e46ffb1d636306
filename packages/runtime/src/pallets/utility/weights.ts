import { weight } from '../../frame/weight.ts'
import type { Weight } from '../../frame/weight.ts'

const batchLike =
  (basePs: bigint, callPs: bigint) =>
  (calls: number): Weight =>
    weight(basePs + callPs * BigInt(calls), { reads: 2n, proofSize: 3983n })

/** Benchmarked weights (`pallet_subtensor_utility::weights::SubstrateWeight`). */
export const utilityWeights = {
  batch: batchLike(19_446_696n, 5_450_264n),
  batchAll: batchLike(13_428_230n, 5_663_250n),
  forceBatch: batchLike(12_134_867n, 5_477_293n),
  /** With the read and the write of the derived account's record. */
  asDerivative: weight(15_378_000n, { reads: 3n, writes: 1n, proofSize: 3983n }),
  dispatchAs: weight(6_893_000n),
  dispatchAsFallible: weight(7_113_000n),
  ifElse: weight(21_831_000n, { reads: 2n, proofSize: 3983n }),
} as const
