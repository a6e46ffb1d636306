import { callApi } from '../../client/call-api.ts'
import type { Client } from '../../client/client.ts'
import type { ReadOptions } from '../../client/read-options.ts'
import type { DynamicInfo } from '../../descriptors/generated/types.ts'
import { alphaFromRao, taoFromRao } from '../../units/amounts.ts'
import type { Alpha, Tao } from '../../units/amounts.ts'
import { textOf } from '../text.ts'
import { fromChainIdentity } from './subnet-identity.ts'
import type { SubnetIdentity } from './subnet-identity.ts'

/** A subnet and its pool. */
export interface SubnetState {
  readonly netuid: number
  readonly name: string
  readonly symbol: string
  readonly ownerHotkey: string
  readonly ownerColdkey: string
  readonly tempoBlocks: number
  /** Block of the last epoch. */
  readonly lastStep: number
  readonly blocksSinceLastStep: number
  readonly registeredAt: number
  /** In the pool. */
  readonly taoIn: Tao
  readonly alphaIn: Alpha
  /** Staked. */
  readonly alphaOut: Alpha
  /** What the pool and the stakers get in each block. */
  readonly taoInEmission: Tao
  readonly alphaInEmission: Alpha
  readonly alphaOutEmission: Alpha
  readonly identity?: Required<SubnetIdentity>
  /** All that the chain tells, as it tells it. */
  readonly raw: DynamicInfo
}

/** Reads a subnet; `undefined` where there is none of this number. */
export async function getSubnet(
  client: Client,
  { netuid, ...options }: ReadOptions & { readonly netuid: number },
): Promise<SubnetState | undefined> {
  const info = await callApi(client, 'SubnetInfoRuntimeApi.get_dynamic_info', [netuid], options)
  return info === undefined ? undefined : readSubnet(info)
}

/** As people read it. */
export function readSubnet(raw: DynamicInfo): SubnetState {
  const { netuid, subnet_identity: identity } = raw
  const alpha = (amount: bigint): Alpha => alphaFromRao(netuid, amount)
  return {
    netuid,
    name: textOf(raw.subnet_name),
    symbol: textOf(raw.token_symbol),
    ownerHotkey: raw.owner_hotkey,
    ownerColdkey: raw.owner_coldkey,
    tempoBlocks: raw.tempo,
    lastStep: Number(raw.last_step),
    blocksSinceLastStep: Number(raw.blocks_since_last_step),
    registeredAt: Number(raw.network_registered_at),
    taoIn: taoFromRao(raw.tao_in),
    alphaIn: alpha(raw.alpha_in),
    alphaOut: alpha(raw.alpha_out),
    taoInEmission: taoFromRao(raw.tao_in_emission),
    alphaInEmission: alpha(raw.alpha_in_emission),
    alphaOutEmission: alpha(raw.alpha_out_emission),
    ...(identity !== undefined && { identity: fromChainIdentity(identity) }),
    raw,
  }
}
