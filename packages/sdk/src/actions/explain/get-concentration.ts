import type { Client } from '../../client/client.ts'
import type { Concentration } from './explanation.ts'

/**
 * How evenly stake, incentive and emission of a subnet are spread. Plexus nodes answer this;
 * others have no such method.
 *
 * @throws RpcResponseError −32602 where there is no such subnet, −32601 on another node
 */
export async function getConcentration(
  client: Client,
  {
    netuid,
    at,
    signal,
  }: { readonly netuid: number; readonly at?: string; readonly signal?: AbortSignal },
): Promise<Concentration> {
  const params = [netuid, ...(at === undefined ? [] : [at])]
  const options = signal === undefined ? {} : { signal }
  return (await client.request('plexus_concentration', params, options)) as Concentration
}
