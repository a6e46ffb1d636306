import type { PalletId } from '../../frame/pallet-id.ts'

export const utility: PalletId = {
  name: 'Utility',
  index: 11,
  path: ['pallet_subtensor_utility', 'pallet'],
}
