import { boundedVec, H256 } from '@plexus/primitives'
import type { Pallet } from '../../frame/pallet.ts'
import type { PalletId } from '../../frame/pallet-id.ts'
import { storageValue } from '../../frame/storage.ts'
import { weight } from '../../frame/weight.ts'
import { ParentHash } from '../system/storage.ts'

/** How many parent hashes are kept. */
const MATERIAL_LENGTH = 81

const randomness: PalletId = {
  name: 'RandomnessCollectiveFlip',
  index: 1,
  path: ['pallet_insecure_randomness_collective_flip', 'pallet'],
}

/** A ring of the last parent hashes. */
export const RandomMaterial = storageValue(
  randomness,
  'RandomMaterial',
  boundedVec(H256, MATERIAL_LENGTH),
  () => [],
)

export const randomnessCollectiveFlipPallet: Pallet = {
  id: randomness,
  storage: [RandomMaterial],
  onInitialize(ctx, blockNumber) {
    const parent = ParentHash.get(ctx)
    RandomMaterial.update(ctx, (values) =>
      values.length < MATERIAL_LENGTH
        ? [...values, parent]
        : values.with((blockNumber - 1) % MATERIAL_LENGTH, parent),
    )
    return weight(0n, { reads: 1n, writes: 1n })
  },
}
