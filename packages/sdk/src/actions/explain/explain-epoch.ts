import type { Client } from '../../client/client.ts'
import type { EpochExplanation } from './explanation.ts'

/** Which epoch. */
export interface ExplainEpochParameters {
  readonly netuid: number
  /** Default 0. */
  readonly mechid?: number
  /** Number or hash of its block. Default: that of the last epoch. */
  readonly block?: number | string
  /** Uids whose rows of the matrices are wanted; at most 64. */
  readonly rows?: readonly number[]
  readonly signal?: AbortSignal
}

/**
 * Explains an epoch, from stake and weights to the alpha of each account. Plexus nodes answer
 * this; others have no such method.
 *
 * @throws RpcResponseError 20000 where no epoch ran in the block, −32601 on another node
 */
export async function explainEpoch(
  client: Client,
  { netuid, mechid = 0, block, rows, signal }: ExplainEpochParameters,
): Promise<EpochExplanation> {
  const params = [netuid, mechid, block ?? null, ...(rows === undefined ? [] : [rows])]
  const options = signal === undefined ? {} : { signal }
  return (await client.request('plexus_explainEpoch', params, options)) as EpochExplanation
}
