import { call } from '../../client/call.ts'
import type { Client } from '../../client/client.ts'
import type { Receipt } from '../../client/receipt.ts'
import { submit } from '../../client/submit.ts'
import type { SubmitOptions } from '../../client/submit.ts'
import type { Alpha } from '../../units/amounts.ts'

/** What to recycle. */
export interface RecycleAlphaParameters<Netuid extends number = number> extends SubmitOptions {
  readonly hotkey: string
  readonly netuid: Netuid
  readonly amount: Alpha<NoInfer<Netuid>>
}

/**
 * Recycles staked alpha: it is gone, and can be issued again. Signed by the coldkey.
 */
export function recycleAlpha<Netuid extends number>(
  client: Client,
  { hotkey, netuid, amount, ...options }: RecycleAlphaParameters<Netuid>,
): Promise<Receipt> {
  return submit(client, call('SubtensorModule.recycle_alpha', { hotkey, netuid, amount }), options)
}
