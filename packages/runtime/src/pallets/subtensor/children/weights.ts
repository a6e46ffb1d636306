import { weight } from '../../../frame/weight.ts'

/** Weights of the calls around children (`pallet_subtensor::weights` and attributes). */
export const childrenWeights = {
  setChildren: weight(119_000_000n, { reads: 6n, writes: 31n }),
  sudoSetTxChildkeyTakeRateLimit: weight(5_760_000n, { writes: 1n }),
  setChildkeyTake: weight(53_870_000n, { reads: 7n, writes: 2n, proofSize: 4498n }),
  sudoSetChildkeyTakeBound: weight(6000n, { reads: 1n, writes: 1n }),
  setPendingChildkeyCooldown: weight(3_000_000n, { writes: 1n }),
  setAutoParentDelegationEnabled: weight(28_023_000n, { reads: 2n, writes: 1n, proofSize: 4364n }),
} as const
