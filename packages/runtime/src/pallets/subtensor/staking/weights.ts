import { weight } from '../../../frame/weight.ts'

/** Benchmarked weights of the calls on stake (`pallet_subtensor::weights`). */
export const stakingWeights = {
  addStake: weight(664_064_000n, { reads: 32n, writes: 16n, proofSize: 8727n }),
  addStakeLimit: weight(853_005_000n, { reads: 32n, writes: 16n, proofSize: 8727n }),
  removeStake: weight(569_198_000n, { reads: 28n, writes: 13n, proofSize: 10_557n }),
  removeStakeLimit: weight(740_696_000n, { reads: 27n, writes: 13n, proofSize: 10_591n }),
  removeStakeFullLimit: weight(754_292_000n, { reads: 27n, writes: 13n, proofSize: 10_591n }),
  unstakeAll: weight(26_830_000n, { reads: 6n, proofSize: 9189n }),
  unstakeAllAlpha: weight(700_873_000n, { reads: 43n, writes: 25n, proofSize: 11_306n }),
  moveStake: weight(216_061_000n, { reads: 19n, writes: 7n, proofSize: 7919n }),
  transferStake: weight(258_541_000n, { reads: 19n, writes: 6n, proofSize: 7994n }),
  swapStake: weight(742_019_000n, { reads: 47n, writes: 24n, proofSize: 10_920n }),
  swapStakeLimit: weight(944_515_000n, { reads: 47n, writes: 24n, proofSize: 11_077n }),
  tryAssociateHotkey: weight(25_337_000n, { reads: 3n, writes: 3n, proofSize: 4283n }),
  recycleAlpha: weight(172_139_000n, { reads: 13n, writes: 6n, proofSize: 5219n }),
  burnAlpha: weight(168_964_000n, { reads: 12n, writes: 4n, proofSize: 5219n }),
  setColdkeyAutoStakeHotkey: weight(33_853_000n, { reads: 4n, writes: 2n, proofSize: 4274n }),
  addStakeBurn: weight(967_308_000n, { reads: 33n, writes: 17n, proofSize: 8727n }),
} as const
