import { callApi } from '../../client/call-api.ts'
import type { Client } from '../../client/client.ts'
import type { ReadOptions } from '../../client/read-options.ts'
import { taoFromRao } from '../../units/amounts.ts'
import type { Tao } from '../../units/amounts.ts'

/** What registering a subnet costs now; it doubles with each registration and falls in between. */
export async function getSubnetRegisterCost(
  client: Client,
  options: ReadOptions = {},
): Promise<Tao> {
  const name = 'SubnetRegistrationRuntimeApi.get_network_registration_cost'
  return taoFromRao(await callApi(client, name, [], options))
}
