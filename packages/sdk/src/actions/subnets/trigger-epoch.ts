import { call } from '../../client/call.ts'
import type { Client } from '../../client/client.ts'
import type { Receipt } from '../../client/receipt.ts'
import { submit } from '../../client/submit.ts'
import type { SubmitOptions } from '../../client/submit.ts'

/** Which subnet. */
export interface TriggerEpochParameters extends SubmitOptions {
  readonly netuid: number
}

/**
 * Brings the next epoch of a subnet forward. Signed by the owner's coldkey.
 *
 * @throws ChainError `SubtensorModule.DynamicTempoBlockedByCommitReveal` where weights are committed …
 */
export function triggerEpoch(
  client: Client,
  { netuid, ...options }: TriggerEpochParameters,
): Promise<Receipt> {
  return submit(client, call('SubtensorModule.trigger_epoch', { netuid }), options)
}
