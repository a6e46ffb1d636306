import type { PalletId } from '../../frame/pallet-id.ts'

export const preimage: PalletId = {
  name: 'Preimage',
  index: 14,
  path: ['pallet_preimage', 'pallet'],
}
