import { call } from '../../client/call.ts'
import type { Client } from '../../client/client.ts'
import { readStorage } from '../../client/read-storage.ts'
import { bestHead } from '../../client/heads.ts'
import type { Receipt } from '../../client/receipt.ts'
import { signerAccount } from '../../client/signer.ts'
import { submit } from '../../client/submit.ts'
import type { SubmitOptions } from '../../client/submit.ts'
import { normalizeWeights } from '../../weights/normalize-weights.ts'
import type { Beacon } from '../../weights/timelock/beacon.ts'
import { QUICKNET } from '../../weights/timelock/quicknet.ts'
import { weightsRevealRound } from '../../weights/timelock/reveal-round.ts'
import { lockWeights, TIMELOCKED_COMMIT_VERSION } from '../../weights/timelock/weights-payload.ts'

/** Weights of one validator. */
export interface CommitTimelockedWeightsParameters extends SubmitOptions {
  readonly netuid: number
  /** Default 0. */
  readonly mechid?: number
  /** By uid, in any unit, 0 or more. */
  readonly weights: ReadonlyMap<number, number>
  /** Default 0. */
  readonly versionKey?: bigint
  /** Unix time in ms, by which the round is chosen. */
  readonly unixMs: number
  /** Default quicknet; `getBeacon` tells what the chain follows. */
  readonly beacon?: Beacon
}

/**
 * Publishes weights encrypted; the chain opens and sets them by itself when the beacon has signed
 * the round of the reveal. Signed by the hotkey; free.
 *
 * @throws ChainError `SubtensorModule.CommitRevealDisabled` where the subnet takes plain weights
 */
export async function commitTimelockedWeights(
  client: Client,
  parameters: CommitTimelockedWeightsParameters,
): Promise<Receipt> {
  const { netuid, mechid = 0, weights, versionKey = 0n, unixMs, ...others } = parameters
  const { beacon = QUICKNET, ...options } = others
  const [{ number: block }, tempo, period] = await Promise.all([
    bestHead(client),
    readStorage(client, 'SubtensorModule.Tempo', [netuid]),
    readStorage(client, 'SubtensorModule.RevealPeriodEpochs', [netuid]),
  ])
  const round = weightsRevealRound({
    ...{ block, netuid, mechid, tempo, revealPeriodEpochs: Number(period) },
    blockSeconds: client.blockTimeMs / 1000,
    unixSeconds: unixMs / 1000,
    beacon,
  })
  const hotkey = signerAccount(options.signer)
  const { publicKey } = beacon
  const normal = normalizeWeights(weights)
  const commit = lockWeights({ hotkey, ...normal, versionKey, round, publicKey })
  const wanted = call('SubtensorModule.commit_timelocked_mechanism_weights', {
    ...{ netuid, mecid: mechid, commit, reveal_round: round },
    commit_reveal_version: TIMELOCKED_COMMIT_VERSION,
  })
  return submit(client, wanted, options)
}
