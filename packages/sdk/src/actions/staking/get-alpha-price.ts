import { callApi } from '../../client/call-api.ts'
import type { Client } from '../../client/client.ts'
import type { ReadOptions } from '../../client/read-options.ts'

/** Price of the alpha of a subnet in its pool, in rao per alpha (10⁹ = 1 TAO); 10⁹ on root. */
export function getAlphaPrice(
  client: Client,
  { netuid, ...options }: ReadOptions & { readonly netuid: number },
): Promise<bigint> {
  return callApi(client, 'SwapRuntimeApi.current_alpha_price', [netuid], options)
}
