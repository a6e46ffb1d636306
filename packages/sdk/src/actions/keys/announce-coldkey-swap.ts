import { call } from '../../client/call.ts'
import type { Client } from '../../client/client.ts'
import type { Receipt } from '../../client/receipt.ts'
import { submit } from '../../client/submit.ts'
import type { SubmitOptions } from '../../client/submit.ts'
import { coldkeyHash } from './coldkey-hash.ts'

/** Who comes. */
export interface AnnounceColdkeySwapParameters extends SubmitOptions {
  /** Only its hash is published. */
  readonly newColdkey: string
}

/**
 * Announces that all of a coldkey goes to a new one. From then on the account can do nothing else.
 * Signed by the old coldkey; costs 0.1 TAO.
 */
export function announceColdkeySwap(
  client: Client,
  { newColdkey, ...options }: AnnounceColdkeySwapParameters,
): Promise<Receipt> {
  return submit(
    client,
    call('SubtensorModule.announce_coldkey_swap', { new_coldkey_hash: coldkeyHash(newColdkey) }),
    options,
  )
}
