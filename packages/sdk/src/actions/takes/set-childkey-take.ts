import { call } from '../../client/call.ts'
import type { Client } from '../../client/client.ts'
import type { Receipt } from '../../client/receipt.ts'
import { submit } from '../../client/submit.ts'
import type { SubmitOptions } from '../../client/submit.ts'

/** How much. */
export interface SetChildkeyTakeParameters extends SubmitOptions {
  readonly hotkey: string
  readonly netuid: number
  /** Part of 65,535; at most 11,796 (18 %) by default. */
  readonly takeU16: number
}

/**
 * Sets what a child hotkey keeps of its parents' dividends on a subnet. Signed by the coldkey.
 *
 * @throws ChainError `SubtensorModule.InvalidChildkeyTake`,
 *   `SubtensorModule.TxChildkeyTakeRateLimitExceeded` with when to try again
 */
export function setChildkeyTake(
  client: Client,
  { hotkey, netuid, takeU16, ...options }: SetChildkeyTakeParameters,
): Promise<Receipt> {
  return submit(
    client,
    call('SubtensorModule.set_childkey_take', { hotkey, netuid, take: takeU16 }),
    options,
  )
}
