import type { PalletId } from '../../frame/pallet-id.ts'

export const grandpa: PalletId = { name: 'Grandpa', index: 4, path: ['pallet_grandpa', 'pallet'] }
