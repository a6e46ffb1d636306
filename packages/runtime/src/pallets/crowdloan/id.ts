import type { PalletId } from '../../frame/pallet-id.ts'

export const crowdloan: PalletId = {
  name: 'Crowdloan',
  index: 27,
  path: ['pallet_crowdloan', 'pallet'],
}
