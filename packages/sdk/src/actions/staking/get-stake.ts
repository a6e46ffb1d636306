import { callApi } from '../../client/call-api.ts'
import type { Client } from '../../client/client.ts'
import type { ReadOptions } from '../../client/read-options.ts'
import { alphaFromRao } from '../../units/amounts.ts'
import type { Alpha } from '../../units/amounts.ts'

/** Whose stake with whom. */
export interface GetStakeParameters<Netuid extends number = number> extends ReadOptions {
  readonly hotkey: string
  readonly coldkey: string
  readonly netuid: Netuid
}

/** Alpha that a coldkey has staked with a hotkey on a subnet; 0 for none. */
export async function getStake<Netuid extends number>(
  client: Client,
  { hotkey, coldkey, netuid, ...options }: GetStakeParameters<Netuid>,
): Promise<Alpha<Netuid>> {
  const name = 'StakeInfoRuntimeApi.get_stake_info_for_hotkey_coldkey_netuid'
  const info = await callApi(client, name, [hotkey, coldkey, netuid], options)
  return alphaFromRao(netuid, info?.stake ?? 0n)
}
