import type { TransactionValidity } from '../runtime.ts'

/** What a pallet says of an unsigned call that it takes from nobody. */
export const REFUSED_CALL: TransactionValidity = {
  ok: false,
  error: { type: 'Invalid', value: { type: 'Call' } },
}
