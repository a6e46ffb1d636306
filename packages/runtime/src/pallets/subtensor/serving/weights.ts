import { weight } from '../../../frame/weight.ts'

/** Benchmarked weights of the reference (`pallet_subtensor::weights::SubstrateWeight`). */
export const servingWeights = {
  serveAxon: weight(31_278_000n, { reads: 3n, writes: 1n, proofSize: 4178n }),
  serveAxonTls: weight(30_617_000n, { reads: 3n, writes: 1n, proofSize: 4149n }),
  servePrometheus: weight(29_294_000n, { reads: 3n, writes: 1n, proofSize: 4277n }),
} as const
