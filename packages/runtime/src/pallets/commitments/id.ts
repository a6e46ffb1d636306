import type { PalletId } from '../../frame/pallet-id.ts'

export const commitments: PalletId = {
  name: 'Commitments',
  index: 18,
  path: ['pallet_commitments', 'pallet'],
}
