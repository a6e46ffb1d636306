import type { PalletId } from '../../frame/pallet-id.ts'

export const evmChainId: PalletId = {
  name: 'EVMChainId',
  index: 23,
  path: ['pallet_evm_chain_id', 'pallet'],
}
