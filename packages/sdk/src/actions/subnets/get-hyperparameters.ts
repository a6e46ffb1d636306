import { callApi } from '../../client/call-api.ts'
import type { Client } from '../../client/client.ts'
import type { ReadOptions } from '../../client/read-options.ts'
import type { SubnetHyperparamsV2 } from '../../descriptors/generated/types.ts'

/** The rules of a subnet by the names of the chain; `undefined` where there is no such subnet. */
export function getHyperparameters(
  client: Client,
  { netuid, ...options }: ReadOptions & { readonly netuid: number },
): Promise<SubnetHyperparamsV2 | undefined> {
  return callApi(client, 'SubnetInfoRuntimeApi.get_subnet_hyperparams_v2', [netuid], options)
}
