import { call } from '../../client/call.ts'
import type { Client } from '../../client/client.ts'
import { readStorage } from '../../client/read-storage.ts'
import type { Receipt } from '../../client/receipt.ts'
import { submit } from '../../client/submit.ts'
import type { SubmitOptions } from '../../client/submit.ts'

/** What a validator keeps. */
export interface SetTakeParameters extends SubmitOptions {
  readonly hotkey: string
  /** Part of 65,535 of what its stakers earn. */
  readonly takeU16: number
}

/**
 * Sets what a validator keeps of what its stakers earn: raised or lowered as the present one
 * asks. Signed by the coldkey; free.
 *
 * @throws PoolError `DelegateTakeTooLow`, `DelegateTakeTooHigh`, `NonAssociatedColdKey`;
 *   ChainError `SubtensorModule.DelegateTxRateLimitExceeded` with when to try again
 */
export async function setTake(
  client: Client,
  { hotkey, takeU16: take, ...options }: SetTakeParameters,
): Promise<Receipt> {
  const present = await readStorage(client, 'SubtensorModule.Delegates', [hotkey])
  const args = { hotkey, take }
  const wanted =
    take < present
      ? call('SubtensorModule.decrease_take', args)
      : call('SubtensorModule.increase_take', args)
  return submit(client, wanted, options)
}
