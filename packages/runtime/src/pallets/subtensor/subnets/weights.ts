import { addWeights, weight } from '../../../frame/weight.ts'

/** Most contributors of a crowdloan, which a lease may have to pay. */
const MAX_CONTRIBUTORS = 500n

/** Benchmarked weights of the reference (`pallet_subtensor::weights::SubstrateWeight`). */
export const subnetWeights = {
  registerNetwork: weight(277_125_000n, { reads: 40n, writes: 48n, proofSize: 9947n }),
  registerNetworkWithIdentity: weight(275_041_000n, { reads: 39n, writes: 47n, proofSize: 9883n }),
  dissolveNetwork: weight(119_000_000n, { reads: 6n, writes: 31n }),
  setSubnetIdentity: weight(17_513_000n, { reads: 1n, writes: 1n, proofSize: 4060n }),
  startCall: weight(39_454_000n, { reads: 5n, writes: 2n, proofSize: 4583n }),
  updateSymbol: weight(28_313_000n, { reads: 4n, writes: 1n, proofSize: 9074n }),
  registerLeasedNetwork: addWeights(
    weight(309_598_986n, { reads: 49n, writes: 53n, proofSize: 10_256n }),
    weight(46_027_026n * MAX_CONTRIBUTORS, {
      reads: 2n * MAX_CONTRIBUTORS,
      writes: 2n * MAX_CONTRIBUTORS,
      proofSize: 2579n * MAX_CONTRIBUTORS,
    }),
  ),
  terminateLease: addWeights(
    weight(146_402_779n, { reads: 4n, writes: 7n, proofSize: 6148n }),
    weight(1_566_532n * MAX_CONTRIBUTORS, {
      reads: MAX_CONTRIBUTORS,
      writes: MAX_CONTRIBUTORS,
      proofSize: 2529n * MAX_CONTRIBUTORS,
    }),
  ),
} as const
