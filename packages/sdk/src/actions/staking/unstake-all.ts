import { call } from '../../client/call.ts'
import type { Client } from '../../client/client.ts'
import type { Receipt } from '../../client/receipt.ts'
import { submit } from '../../client/submit.ts'
import type { SubmitOptions } from '../../client/submit.ts'

/** With which hotkey. */
export interface UnstakeAllParameters extends SubmitOptions {
  readonly hotkey: string
}

/**
 * Sells all alpha that is staked with a hotkey on every subnet, at whatever price: see
 * `removeAllStake` for one subnet with a guard. What cannot be sold stays. Signed by the coldkey.
 */
export function unstakeAll(
  client: Client,
  { hotkey, ...options }: UnstakeAllParameters,
): Promise<Receipt> {
  return submit(client, call('SubtensorModule.unstake_all', { hotkey }), options)
}
