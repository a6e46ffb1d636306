import { callApi } from '../../client/call-api.ts'
import type { Client } from '../../client/client.ts'
import type { ReadOptions } from '../../client/read-options.ts'
import type { Metagraph as ChainMetagraph } from '../../descriptors/generated/types.ts'
import { alphaFromRao, taoFromRao } from '../../units/amounts.ts'
import type { Alpha, Tao } from '../../units/amounts.ts'
import { readAxon } from '../serving/get-axon.ts'
import type { Axon } from '../serving/get-axon.ts'
import { textOf } from '../text.ts'

/** One neuron of a subnet. Shares are of 65,535. */
export interface MetagraphNeuron {
  readonly uid: number
  readonly hotkey: string
  readonly coldkey: string
  /** Absent: it serves nothing. */
  readonly axon?: Axon
  readonly isActive: boolean
  readonly validatorPermit: boolean
  readonly alphaStake: Alpha
  /** Stake on root, in TAO. */
  readonly taoStake: Tao
  /** Stake that counts: alpha, and TAO by its weight. */
  readonly totalStake: Alpha
  /** Paid in the last epoch. */
  readonly emission: Alpha
  readonly incentiveU16: number
  readonly dividendsU16: number
  readonly consensusU16: number
  readonly trustU16: number
  readonly rankU16: number
  readonly pruningScoreU16: number
  /** Block of its last weights. */
  readonly lastUpdate: number
  readonly registeredAt: number
}

/** A subnet and all its neurons at one block. */
export interface SubnetMetagraph {
  readonly netuid: number
  readonly name: string
  readonly symbol: string
  readonly block: number
  readonly tempoBlocks: number
  readonly blocksSinceLastStep: number
  readonly ownerHotkey: string
  readonly ownerColdkey: string
  readonly neurons: readonly MetagraphNeuron[]
  /** All that the chain tells, as it tells it. */
  readonly raw: ChainMetagraph
}

/** Reads a subnet with its neurons in the order of their uids; `undefined` where there is none. */
export async function getMetagraph(
  client: Client,
  { netuid, ...options }: ReadOptions & { readonly netuid: number },
): Promise<SubnetMetagraph | undefined> {
  const raw = await callApi(client, 'SubnetInfoRuntimeApi.get_metagraph', [netuid], options)
  if (raw === undefined) return undefined
  return {
    netuid,
    name: textOf(raw.name),
    symbol: textOf(raw.symbol),
    block: Number(raw.block),
    tempoBlocks: raw.tempo,
    blocksSinceLastStep: Number(raw.blocks_since_last_step),
    ownerHotkey: raw.owner_hotkey,
    ownerColdkey: raw.owner_coldkey,
    neurons: raw.hotkeys.map((hotkey, uid) => readNeuron(raw, netuid, hotkey, uid)),
    raw,
  }
}

function readNeuron(
  raw: ChainMetagraph,
  netuid: number,
  hotkey: string,
  uid: number,
): MetagraphNeuron {
  const axon = readAxon(raw.axons[uid])
  const alpha = (amounts: readonly bigint[]): Alpha => alphaFromRao(netuid, amounts[uid] ?? 0n)
  return {
    uid,
    hotkey,
    coldkey: raw.coldkeys[uid] ?? '',
    ...(axon !== undefined && { axon }),
    isActive: raw.active[uid] ?? false,
    validatorPermit: raw.validator_permit[uid] ?? false,
    alphaStake: alpha(raw.alpha_stake),
    taoStake: taoFromRao(raw.tao_stake[uid] ?? 0n),
    totalStake: alpha(raw.total_stake),
    emission: alpha(raw.emission),
    incentiveU16: raw.incentives[uid] ?? 0,
    dividendsU16: raw.dividends[uid] ?? 0,
    consensusU16: raw.consensus[uid] ?? 0,
    trustU16: raw.trust[uid] ?? 0,
    rankU16: raw.rank[uid] ?? 0,
    pruningScoreU16: raw.pruning_score[uid] ?? 0,
    lastUpdate: Number(raw.last_update[uid] ?? 0n),
    registeredAt: Number(raw.block_at_registration[uid] ?? 0n),
  }
}
