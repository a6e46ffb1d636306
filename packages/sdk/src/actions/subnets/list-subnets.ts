import { callApi } from '../../client/call-api.ts'
import type { Client } from '../../client/client.ts'
import type { ReadOptions } from '../../client/read-options.ts'
import { readSubnet } from './get-subnet.ts'
import type { SubnetState } from './get-subnet.ts'

/** All subnets by number, root (0) included. */
export async function listSubnets(
  client: Client,
  options: ReadOptions = {},
): Promise<readonly SubnetState[]> {
  const found = await callApi(client, 'SubnetInfoRuntimeApi.get_all_dynamic_info', [], options)
  return found.flatMap((info) => (info === undefined ? [] : [readSubnet(info)]))
}
