import { call } from '../../client/call.ts'
import type { Client } from '../../client/client.ts'
import type { Receipt } from '../../client/receipt.ts'
import { submit } from '../../client/submit.ts'
import type { SubmitOptions } from '../../client/submit.ts'
import { toChainIdentity } from './identity.ts'
import type { Identity } from './identity.ts'

/** Who it is. */
export interface SetIdentityParameters extends SubmitOptions {
  readonly identity: Identity
}

/**
 * Publishes who a coldkey is; one of its hotkeys must be registered. Signed by the coldkey.
 *
 * @throws ChainError `SubtensorModule.InvalidIdentity` where a text is too long
 */
export function setIdentity(
  client: Client,
  { identity, ...options }: SetIdentityParameters,
): Promise<Receipt> {
  return submit(client, call('SubtensorModule.set_identity', toChainIdentity(identity)), options)
}
