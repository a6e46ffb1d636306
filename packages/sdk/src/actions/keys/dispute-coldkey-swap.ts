import { call } from '../../client/call.ts'
import type { Client } from '../../client/client.ts'
import type { Receipt } from '../../client/receipt.ts'
import { submit } from '../../client/submit.ts'
import type { SubmitOptions } from '../../client/submit.ts'

/**
 * Stops an announced swap for good until root decides: for an owner whose key was stolen. Signed by
 * the old coldkey.
 */
export function disputeColdkeySwap(client: Client, options: SubmitOptions): Promise<Receipt> {
  return submit(client, call('SubtensorModule.dispute_coldkey_swap'), options)
}
