import type { PalletId } from '../../frame/pallet-id.ts'

export const aura: PalletId = { name: 'Aura', index: 3, path: ['pallet_aura', 'pallet'] }
