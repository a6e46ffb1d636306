import { weight } from '../../../frame/weight.ts'
import type { Weight } from '../../../frame/weight.ts'
import { MAX_CONTRIBUTORS } from '../../crowdloan/index.ts'

/** A lease may have to pay as many as contribute to a crowdloan. */
const MOST = BigInt(MAX_CONTRIBUTORS)

/** Benchmarked weights of the reference (`pallet_subtensor::weights::SubstrateWeight`). */
export const subnetWeights = {
  registerNetwork: weight(277_125_000n, { reads: 40n, writes: 48n, proofSize: 9947n }),
  registerNetworkWithIdentity: weight(275_041_000n, { reads: 39n, writes: 47n, proofSize: 9883n }),
  dissolveNetwork: weight(119_000_000n, { reads: 6n, writes: 31n }),
  setSubnetIdentity: weight(17_513_000n, { reads: 1n, writes: 1n, proofSize: 4060n }),
  startCall: weight(39_454_000n, { reads: 5n, writes: 2n, proofSize: 4583n }),
  updateSymbol: weight(28_313_000n, { reads: 4n, writes: 1n, proofSize: 9074n }),
  registerLeasedNetwork: weight(309_598_986n + 46_027_026n * MOST, {
    reads: 49n + 2n * MOST,
    writes: 53n + 2n * MOST,
    proofSize: 10_256n + 2579n * MOST,
  }),
  terminateLease: weight(146_402_779n + 1_566_532n * MOST, {
    reads: 4n + MOST,
    writes: 7n + MOST,
    proofSize: 6148n + 2529n * MOST,
  }),
} as const

/**
 * What the two calls report where fewer contributed: weights of their own, from another benchmark
 * (`SubnetLeasingWeightInfo`).
 */
export const leaseWeights = {
  registered(contributors: number): Weight {
    const count = BigInt(contributors)
    return weight(301_560_714n + 26_884_006n * count, {
      reads: 41n + 2n * count,
      writes: 55n + 2n * count,
      proofSize: 10_079n + 2579n * count,
    })
  },
  terminated(contributors: number): Weight {
    const count = BigInt(contributors)
    return weight(56_635_122n + 912_993n * count, {
      reads: 4n + count,
      writes: 6n + count,
      proofSize: 6148n + 2529n * count,
    })
  },
} as const
