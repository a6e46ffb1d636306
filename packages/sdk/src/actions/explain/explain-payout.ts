import type { Client } from '../../client/client.ts'
import type { PayoutExplanation } from './explanation.ts'

/** Whose payout of which epoch. */
export interface ExplainPayoutParameters {
  readonly hotkey: string
  readonly netuid: number
  /** Number or hash of the block. Default: that of the last epoch. */
  readonly block?: number | string
  readonly signal?: AbortSignal
}

/**
 * Explains what a hotkey, and each who staked with it, got of an epoch. Plexus nodes answer this;
 * others have no such method.
 *
 * @throws RpcResponseError as `explainEpoch`
 */
export async function explainPayout(
  client: Client,
  { hotkey, netuid, block, signal }: ExplainPayoutParameters,
): Promise<PayoutExplanation> {
  const params = [hotkey, netuid, ...(block === undefined ? [] : [block])]
  const options = signal === undefined ? {} : { signal }
  return (await client.request('plexus_explainPayout', params, options)) as PayoutExplanation
}
