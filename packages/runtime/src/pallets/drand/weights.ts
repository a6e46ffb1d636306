import { weight } from '../../frame/weight.ts'

/** Weights of `pallet_drand::weights::SubstrateWeight`. */
export const drandWeights = {
  writePulse: weight(4_294_000_000n, { reads: 3n, writes: 4n }),
  setBeaconConfig: weight(8_766_000n, { writes: 2n }),
  setOldestStoredRound: weight(5_370_000n, { writes: 1n }),
} as const
