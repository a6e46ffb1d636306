import type { PalletId } from '../../frame/pallet-id.ts'

export const multisig: PalletId = {
  name: 'Multisig',
  index: 13,
  path: ['pallet_multisig', 'pallet'],
}
