import type { PalletId } from '../../frame/pallet-id.ts'

export const transactionPayment: PalletId = {
  name: 'TransactionPayment',
  index: 6,
  path: ['pallet_transaction_payment', 'pallet'],
}
