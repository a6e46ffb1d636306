import type { PalletId } from '../../frame/pallet-id.ts'

export const adminUtils: PalletId = {
  name: 'AdminUtils',
  index: 19,
  path: ['pallet_admin_utils', 'pallet'],
}
