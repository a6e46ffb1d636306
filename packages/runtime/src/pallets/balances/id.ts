import type { PalletId } from '../../frame/pallet-id.ts'

export const balances: PalletId = {
  name: 'Balances',
  index: 5,
  path: ['pallet_balances', 'pallet'],
  params: ['T', 'I'],
}
