import type { Client } from '../../client/client.ts'
import { PoolError, ChainError } from '../../client/errors.ts'
import type { Receipt } from '../../client/receipt.ts'
import type { SubmitOptions } from '../../client/submit.ts'
import { commitTimelockedWeights } from './commit-timelocked-weights.ts'
import { commitWeights, prepareReveal } from './commit-weights.ts'
import { getWeightsPolicy } from './get-weights-policy.ts'
import type { RevealQueue } from './reveal-queue.ts'
import { setWeights } from './set-weights.ts'

/** Weights of one validator. */
export interface SubmitWeightsParameters extends SubmitOptions {
  readonly netuid: number
  /** Default 0. */
  readonly mechid?: number
  /** By uid, in any unit, 0 or more. */
  readonly weights: ReadonlyMap<number, number>
  /** Default: the least that the subnet takes. */
  readonly versionKey?: bigint
  /** Keeps what has to be revealed later; call its `revealDue` at each block. */
  readonly queue: RevealQueue
  /** Unix time in ms. */
  readonly unixMs: number
}

/**
 * Sends weights in the way that the subnet takes them now: plain, as a hash that is revealed
 * later, or timelocked. Signed by the hotkey; free.
 *
 * @throws as `setWeights`, `commitWeights` and `commitTimelockedWeights`
 */
export async function submitWeights(
  client: Client,
  { queue, unixMs, ...parameters }: SubmitWeightsParameters,
): Promise<Receipt> {
  const { netuid, signal } = parameters
  const policy = await getWeightsPolicy(client, { netuid, ...(signal && { signal }) })
  const versionKey = parameters.versionKey ?? policy.versionKey
  const given = { ...parameters, versionKey }
  switch (policy.mode) {
    case 'plain':
      return setWeights(client, given)
    case 'timelock':
      return commitTimelockedWeights(client, { ...given, unixMs })
    case 'hash': {
      const { weights: _, netuid: __, mechid: ___, versionKey: ____, ...options } = given
      const reveal = prepareReveal(given)
      await queue.add(reveal)
      try {
        return await commitWeights(client, { reveal, ...options })
      } catch (error) {
        // Where the outcome is unknown it stays: the chain tells at the next look.
        const isRefused = error instanceof PoolError || error instanceof ChainError
        if (isRefused) await queue.remove(reveal)
        throw error
      }
    }
  }
}
