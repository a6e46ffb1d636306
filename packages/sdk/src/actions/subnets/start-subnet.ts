import { call } from '../../client/call.ts'
import type { Client } from '../../client/client.ts'
import type { Receipt } from '../../client/receipt.ts'
import { submit } from '../../client/submit.ts'
import type { SubmitOptions } from '../../client/submit.ts'

/** Which subnet. */
export interface StartSubnetParameters extends SubmitOptions {
  readonly netuid: number
}

/**
 * Starts a subnet: from the next block on alpha is paid out, and can be staked. Signed by the
 * owner's coldkey. (TAO flows into the pool once root enables it.)
 *
 * @throws ChainError `BadOrigin`, `SubtensorModule.NeedWaitingMoreBlocksToStarCall` with when
 */
export function startSubnet(
  client: Client,
  { netuid, ...options }: StartSubnetParameters,
): Promise<Receipt> {
  return submit(client, call('SubtensorModule.start_call', { netuid }), options)
}
