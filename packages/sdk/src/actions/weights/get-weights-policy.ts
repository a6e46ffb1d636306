import { equalBytes } from '@plexus/primitives'
import type { Client } from '../../client/client.ts'
import type { ReadOptions } from '../../client/read-options.ts'
import { readStorage } from '../../client/read-storage.ts'
import { QUICKNET } from '../../weights/timelock/quicknet.ts'
import { getBeacon } from './get-beacon.ts'

/** How a subnet takes weights. */
export interface WeightsPolicy {
  /**
   * `plain`: at once and open to all; `hash`: a hash first, the weights an epoch or more later;
   * `timelock`: encrypted, and opened by the chain itself.
   */
  readonly mode: 'plain' | 'hash' | 'timelock'
  /** Epochs from the commitment to the reveal. */
  readonly revealPeriodEpochs: number
  /** Least number of blocks between two submissions of one hotkey. */
  readonly rateLimitBlocks: number
  /** `versionKey` must not be lower. */
  readonly versionKey: bigint
  /** Least number of weights, where the subnet has as many neurons. */
  readonly minWeights: number
}

/**
 * Reads how a subnet takes weights. Where it wants commitments, `timelock` is told only if the
 * chain stores pulses of quicknet, which open them.
 */
export async function getWeightsPolicy(
  client: Client,
  { netuid, ...options }: ReadOptions & { readonly netuid: number },
): Promise<WeightsPolicy> {
  const [isCommitted, period, rateLimit, versionKey, minWeights, pulse, beacon] = await Promise.all(
    [
      readStorage(client, 'SubtensorModule.CommitRevealWeightsEnabled', [netuid], options),
      readStorage(client, 'SubtensorModule.RevealPeriodEpochs', [netuid], options),
      readStorage(client, 'SubtensorModule.WeightsSetRateLimit', [netuid], options),
      readStorage(client, 'SubtensorModule.WeightsVersionKey', [netuid], options),
      readStorage(client, 'SubtensorModule.MinAllowedWeights', [netuid], options),
      readStorage(client, 'Drand.LastStoredRound', [], options),
      getBeacon(client, options),
    ],
  )
  const isQuicknet = equalBytes(beacon.publicKey, QUICKNET.publicKey)
  const committed = pulse > 0n && isQuicknet ? 'timelock' : 'hash'
  return {
    mode: isCommitted ? committed : 'plain',
    revealPeriodEpochs: Number(period),
    rateLimitBlocks: Number(rateLimit),
    versionKey,
    minWeights,
  }
}
