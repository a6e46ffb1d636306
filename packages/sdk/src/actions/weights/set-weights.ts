import { call } from '../../client/call.ts'
import type { Client } from '../../client/client.ts'
import type { Receipt } from '../../client/receipt.ts'
import { submit } from '../../client/submit.ts'
import type { SubmitOptions } from '../../client/submit.ts'
import { normalizeWeights } from '../../weights/normalize-weights.ts'

/** Weights of one validator. */
export interface SetWeightsParameters extends SubmitOptions {
  readonly netuid: number
  /** Default 0. */
  readonly mechid?: number
  /** By uid, in any unit, 0 or more. */
  readonly weights: ReadonlyMap<number, number>
  /** Default 0; see `getWeightsPolicy`. */
  readonly versionKey?: bigint
}

/**
 * Sets weights openly, where the subnet takes them so. Signed by the hotkey; free.
 *
 * @throws ChainError `SubtensorModule.CommitRevealEnabled` where the subnet wants commitments,
 *   `NeuronNoValidatorPermit` …; PoolError `RateLimitExceeded` with when to try again
 */
export function setWeights(client: Client, parameters: SetWeightsParameters): Promise<Receipt> {
  const { netuid, mechid = 0, weights, versionKey = 0n, ...options } = parameters
  const { uids: dests, values } = normalizeWeights(weights)
  const args = { netuid, dests, weights: values, version_key: versionKey }
  const wanted =
    mechid === 0
      ? call('SubtensorModule.set_weights', args)
      : call('SubtensorModule.set_mechanism_weights', { ...args, mecid: mechid })
  return submit(client, wanted, options)
}
