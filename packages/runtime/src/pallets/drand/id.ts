import type { PalletId } from '../../frame/pallet-id.ts'

export const drand: PalletId = { name: 'Drand', index: 26, path: ['pallet_drand', 'pallet'] }
