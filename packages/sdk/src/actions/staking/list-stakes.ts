import { callApi } from '../../client/call-api.ts'
import type { Client } from '../../client/client.ts'
import type { ReadOptions } from '../../client/read-options.ts'
import { alphaFromRao } from '../../units/amounts.ts'
import type { Alpha } from '../../units/amounts.ts'

/** Stake of one coldkey with one hotkey on one subnet. */
export interface Stake {
  readonly hotkey: string
  readonly coldkey: string
  readonly netuid: number
  /** Staked. */
  readonly amount: Alpha
  /** What the hotkey's stakers got in the last epoch. */
  readonly emission: Alpha
  /** Whether the hotkey is registered on the subnet. */
  readonly isRegistered: boolean
}

/** All stakes of a coldkey, by subnet and then in the order in which they were begun. */
export async function listStakes(
  client: Client,
  { coldkey, ...options }: ReadOptions & { readonly coldkey: string },
): Promise<readonly Stake[]> {
  const name = 'StakeInfoRuntimeApi.get_stake_info_for_coldkey'
  const found = await callApi(client, name, [coldkey], options)
  return found.map((info) => ({
    hotkey: info.hotkey,
    coldkey: info.coldkey,
    netuid: info.netuid,
    amount: alphaFromRao(info.netuid, info.stake),
    emission: alphaFromRao(info.netuid, info.emission),
    isRegistered: info.is_registered,
  }))
}
