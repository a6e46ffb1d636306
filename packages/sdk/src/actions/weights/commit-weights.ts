import { bytesToHex } from '@plexus/primitives'
import { call } from '../../client/call.ts'
import type { Client } from '../../client/client.ts'
import type { Receipt } from '../../client/receipt.ts'
import { signerAccount } from '../../client/signer.ts'
import { submit } from '../../client/submit.ts'
import type { SubmitOptions } from '../../client/submit.ts'
import { weightsCommitHash } from '../../weights/commit-hash.ts'
import { normalizeWeights } from '../../weights/normalize-weights.ts'
import { randomSalt } from '../../weights/random-salt.ts'

/** What is committed to now, and has to be shown later unchanged: keep it until then. */
export interface WeightsReveal {
  readonly netuid: number
  readonly mechid: number
  readonly uids: readonly number[]
  readonly values: readonly number[]
  readonly salt: readonly number[]
  readonly versionKey: bigint
}

/** Weights of one validator. */
export interface CommitWeightsParameters extends SubmitOptions {
  /** From `prepareReveal`. */
  readonly reveal: WeightsReveal
}

/** Normalises weights and draws the salt. */
export function prepareReveal(parameters: {
  readonly netuid: number
  /** Default 0. */
  readonly mechid?: number
  /** By uid, in any unit, 0 or more. */
  readonly weights: ReadonlyMap<number, number>
  /** Default 0. */
  readonly versionKey?: bigint
}): WeightsReveal {
  const { netuid, mechid = 0, weights, versionKey = 0n } = parameters
  return { netuid, mechid, ...normalizeWeights(weights), salt: randomSalt(), versionKey }
}

/**
 * Publishes the hash of weights; `revealWeights` shows them `revealPeriodEpochs` epochs later.
 * Signed by the hotkey; free. Keep `reveal` before this is called: without it the commitment is
 * lost.
 */
export function commitWeights(
  client: Client,
  { reveal, ...options }: CommitWeightsParameters,
): Promise<Receipt> {
  const { netuid, mechid } = reveal
  const hash = weightsCommitHash({ ...reveal, hotkey: signerAccount(options.signer) })
  const args = { netuid, commit_hash: bytesToHex(hash) }
  const wanted =
    mechid === 0
      ? call('SubtensorModule.commit_weights', args)
      : call('SubtensorModule.commit_mechanism_weights', { ...args, mecid: mechid })
  return submit(client, wanted, options)
}
