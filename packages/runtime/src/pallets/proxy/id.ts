import type { PalletId } from '../../frame/pallet-id.ts'

export const proxyId: PalletId = {
  name: 'Proxy',
  index: 16,
  path: ['pallet_subtensor_proxy', 'pallet'],
}
