import type { PalletId } from '../../frame/pallet-id.ts'

/** Its index lies beyond those of the reference's pallets. */
export const engine: PalletId = {
  name: 'Engine',
  index: 64,
  path: ['plexus_engine', 'pallet'],
}
