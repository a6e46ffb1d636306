import type { InvalidTransaction, TransactionValidity } from '../runtime.ts'

/** What a pallet says of an unsigned call that it does not take. */
export const refuse = (
  type: Exclude<InvalidTransaction['type'], 'Custom'>,
): TransactionValidity => ({
  ok: false,
  error: { type: 'Invalid', value: { type } },
})

/** What a pallet says of an unsigned call that it takes from nobody. */
export const REFUSED_CALL = refuse('Call')
