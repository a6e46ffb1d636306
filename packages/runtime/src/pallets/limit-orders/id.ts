import type { PalletId } from '../../frame/pallet-id.ts'

export const limitOrders: PalletId = {
  name: 'LimitOrders',
  index: 32,
  path: ['pallet_limit_orders', 'pallet'],
}
