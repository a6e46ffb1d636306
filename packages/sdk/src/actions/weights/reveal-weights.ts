import { call } from '../../client/call.ts'
import type { Client } from '../../client/client.ts'
import type { Receipt } from '../../client/receipt.ts'
import { submit } from '../../client/submit.ts'
import type { SubmitOptions } from '../../client/submit.ts'
import type { WeightsReveal } from './commit-weights.ts'

/** What was committed to. */
export interface RevealWeightsParameters extends SubmitOptions {
  readonly reveal: WeightsReveal
}

/**
 * Shows the weights behind a commitment, which sets them. Possible in one epoch only: that which
 * is `revealPeriodEpochs` after the epoch of the commitment. Signed by the hotkey; free.
 *
 * @throws PoolError `CommitBlockNotInRevealRange` before its time, with when that is;
 *   `CommitNotFound` after it, or where anything differs from what was committed
 */
export function revealWeights(
  client: Client,
  { reveal, ...options }: RevealWeightsParameters,
): Promise<Receipt> {
  const { netuid, mechid, uids, values, salt, versionKey } = reveal
  const args = { netuid, uids, values, salt, version_key: versionKey }
  const wanted =
    mechid === 0
      ? call('SubtensorModule.reveal_weights', args)
      : call('SubtensorModule.reveal_mechanism_weights', { ...args, mecid: mechid })
  return submit(client, wanted, options)
}
