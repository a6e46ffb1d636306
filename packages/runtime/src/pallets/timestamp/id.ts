import type { PalletId } from '../../frame/pallet-id.ts'

export const timestamp: PalletId = {
  name: 'Timestamp',
  index: 2,
  path: ['pallet_timestamp', 'pallet'],
}
