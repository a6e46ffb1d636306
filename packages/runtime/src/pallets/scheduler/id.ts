import type { PalletId } from '../../frame/pallet-id.ts'

export const scheduler: PalletId = {
  name: 'Scheduler',
  index: 15,
  path: ['pallet_scheduler', 'pallet'],
}
