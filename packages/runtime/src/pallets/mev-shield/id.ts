import type { PalletId } from '../../frame/pallet-id.ts'

export const mevShield: PalletId = {
  name: 'MevShield',
  index: 30,
  path: ['pallet_shield', 'pallet'],
}
