import type { PalletId } from '../../frame/pallet-id.ts'

export const safeMode: PalletId = {
  name: 'SafeMode',
  index: 20,
  path: ['pallet_safe_mode', 'pallet'],
}
