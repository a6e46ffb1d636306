import { AccountId32, naming, u64 } from '@plexus/primitives'
import { palletEvents } from '../../frame/event.ts'
import { transactionPayment } from './id.ts'

export const events = palletEvents(transactionPayment, {
  /** Amounts in rao; `actual_fee` includes the tip. */
  TransactionFeePaid: naming(0, { who: AccountId32, actual_fee: u64, tip: u64 }),
})
