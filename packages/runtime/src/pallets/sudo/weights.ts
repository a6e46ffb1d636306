import { weight } from '../../frame/weight.ts'

/** Benchmarked weights (`pallet_sudo::weights::SubstrateWeight` of February 2025). */
export const sudoWeights = {
  setKey: weight(7_237_000n, { reads: 1n, writes: 1n, proofSize: 1517n }),
  sudo: weight(7_939_000n, { reads: 1n, proofSize: 1517n }),
  sudoAs: weight(7_870_000n, { reads: 1n, proofSize: 1517n }),
  removeKey: weight(6_417_000n, { reads: 1n, writes: 1n, proofSize: 1517n }),
} as const
