import { call } from '../../client/call.ts'
import type { Client } from '../../client/client.ts'
import type { Receipt } from '../../client/receipt.ts'
import { submit } from '../../client/submit.ts'
import type { SubmitOptions } from '../../client/submit.ts'

/**
 * Takes an announced swap back after its delay. Signed by the old coldkey.
 */
export function clearColdkeySwap(client: Client, options: SubmitOptions): Promise<Receipt> {
  return submit(client, call('SubtensorModule.clear_coldkey_swap_announcement'), options)
}
