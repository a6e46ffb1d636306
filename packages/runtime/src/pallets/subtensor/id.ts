import type { PalletId } from '../../frame/pallet-id.ts'

export const subtensor: PalletId = {
  name: 'SubtensorModule',
  index: 7,
  path: ['pallet_subtensor', 'pallet'],
}
