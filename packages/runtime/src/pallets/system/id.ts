import type { PalletId } from '../../frame/pallet-id.ts'

export const system: PalletId = { name: 'System', index: 0, path: ['frame_system', 'pallet'] }
