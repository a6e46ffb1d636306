import { call } from '../../client/call.ts'
import type { Client } from '../../client/client.ts'
import type { Receipt } from '../../client/receipt.ts'
import { submit } from '../../client/submit.ts'
import type { SubmitOptions } from '../../client/submit.ts'

/** With which hotkey. */
export interface UnstakeAllAlphaParameters extends SubmitOptions {
  readonly hotkey: string
}

/**
 * Sells all alpha that is staked with a hotkey on every subnet, at whatever price, and stakes the
 * TAO on root with the same hotkey. Signed by the coldkey.
 */
export function unstakeAllAlpha(
  client: Client,
  { hotkey, ...options }: UnstakeAllAlphaParameters,
): Promise<Receipt> {
  return submit(client, call('SubtensorModule.unstake_all_alpha', { hotkey }), options)
}
