import type { PalletId } from '../../frame/pallet-id.ts'

export const swap: PalletId = {
  name: 'Swap',
  index: 28,
  path: ['pallet_subtensor_swap', 'pallet', 'pallet'],
}
