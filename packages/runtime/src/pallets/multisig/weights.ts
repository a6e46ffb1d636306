import { weight } from '../../frame/weight.ts'
import type { Weight } from '../../frame/weight.ts'

interface Cost {
  readonly basePs: bigint
  readonly signatoryPs: bigint
  readonly bytePs?: bigint
  readonly reads?: bigint
  readonly writes?: bigint
}

/** @returns the weight by other members and by the length of the call in bytes. */
const cost =
  ({ basePs, signatoryPs, bytePs = 0n, reads = 1n, writes = 1n }: Cost) =>
  (signatories: number, callBytes = 0): Weight => {
    const ps = basePs + signatoryPs * BigInt(signatories) + bytePs * BigInt(callBytes)
    return weight(ps, { reads, writes, proofSize: 6811n })
  }

/** Benchmarked weights (`pallet_multisig::weights::SubstrateWeight` of February 2025). */
export const multisigWeights = {
  threshold1: (callBytes: number): Weight =>
    weight(20_470_382n + 397n * BigInt(callBytes), { reads: 2n, proofSize: 3997n }),
  create: cost({ basePs: 29_976_762n, signatoryPs: 144_320n, bytePs: 1_819n }),
  approve: cost({ basePs: 14_821_348n, signatoryPs: 127_874n, bytePs: 1_968n }),
  complete: cost({
    basePs: 34_745_418n,
    signatoryPs: 193_313n,
    bytePs: 2_057n,
    reads: 4n,
    writes: 2n,
  }),
  createByHash: cost({ basePs: 27_463_275n, signatoryPs: 139_226n }),
  approveByHash: cost({ basePs: 14_074_258n, signatoryPs: 126_544n }),
  cancel: cost({ basePs: 28_623_566n, signatoryPs: 135_351n }),
  pokeDeposit: cost({ basePs: 27_349_525n, signatoryPs: 121_813n }),
} as const
