import type { PalletId } from '../../frame/pallet-id.ts'

export const alphaAssets: PalletId = {
  name: 'AlphaAssets',
  index: 31,
  path: ['pallet_alpha_assets', 'pallet'],
}
