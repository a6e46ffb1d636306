import { call } from '../../client/call.ts'
import type { Client } from '../../client/client.ts'
import type { Receipt } from '../../client/receipt.ts'
import { submit } from '../../client/submit.ts'
import type { SubmitOptions } from '../../client/submit.ts'
import type { Alpha } from '../../units/amounts.ts'

/** What to burn. */
export interface BurnAlphaParameters<Netuid extends number = number> extends SubmitOptions {
  readonly hotkey: string
  readonly netuid: Netuid
  readonly amount: Alpha<NoInfer<Netuid>>
}

/**
 * Burns staked alpha: it is gone, and still counts as issued. Signed by the coldkey.
 */
export function burnAlpha<Netuid extends number>(
  client: Client,
  { hotkey, netuid, amount, ...options }: BurnAlphaParameters<Netuid>,
): Promise<Receipt> {
  return submit(client, call('SubtensorModule.burn_alpha', { hotkey, netuid, amount }), options)
}
