import { weight } from '../../../frame/weight.ts'

/** Benchmarked weights of the reference (`pallet_subtensor::weights::SubstrateWeight`). */
export const registrationWeights = {
  register: weight(349_872_000n, { reads: 34n, writes: 29n, proofSize: 6148n }),
  burnedRegister: weight(336_815_000n, { reads: 34n, writes: 29n, proofSize: 6148n }),
  registerLimit: weight(354_200_000n, { reads: 47n, writes: 40n }),
  rootRegister: weight(103_934_000n, { reads: 19n, writes: 16n, proofSize: 4981n }),
  faucet: weight(91_000_000n, { reads: 27n, writes: 22n }),
} as const
