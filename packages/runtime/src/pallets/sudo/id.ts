import type { PalletId } from '../../frame/pallet-id.ts'

export const sudo: PalletId = { name: 'Sudo', index: 12, path: ['pallet_sudo', 'pallet'] }
