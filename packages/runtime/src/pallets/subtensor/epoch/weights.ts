import { weight } from '../../../frame/weight.ts'

/** Weights of the calls around the epoch (`pallet_subtensor::weights` and attributes). */
export const epochWeights = {
  setTempo: weight(46_407_000n, { reads: 6n, writes: 3n, proofSize: 4440n }),
  setActivityCutoffFactor: weight(39_193_000n, { reads: 7n, writes: 2n, proofSize: 4364n }),
  triggerEpoch: weight(42_539_000n, { reads: 8n, writes: 2n, proofSize: 4447n }),
  enableVotingPowerTracking: weight(10_000n, { reads: 2n, writes: 2n }),
  disableVotingPowerTracking: weight(10_000n, { reads: 2n, writes: 1n }),
  sudoSetVotingPowerEmaAlpha: weight(6000n, { reads: 1n, writes: 1n }),
} as const
