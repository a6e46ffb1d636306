import { weight } from '../../../frame/weight.ts'

/** Benchmarked weights of the calls on locks (`pallet_subtensor::weights`). */
export const locksWeights = {
  lockStake: weight(115_995_000n, { reads: 17n, writes: 3n, proofSize: 7655n }),
  moveLock: weight(149_819_000n, { reads: 14n, writes: 6n, proofSize: 7339n }),
  setPerpetualLock: weight(0n, { reads: 4n, writes: 3n }),
  setRejectLockedAlpha: weight(0n, { reads: 1n, writes: 1n }),
} as const
