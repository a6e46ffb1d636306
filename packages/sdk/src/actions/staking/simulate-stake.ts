import { callApi } from '../../client/call-api.ts'
import type { Client } from '../../client/client.ts'
import type { ReadOptions } from '../../client/read-options.ts'
import { alphaFromRao, taoFromRao } from '../../units/amounts.ts'
import type { Alpha, Tao } from '../../units/amounts.ts'

/** What to stake where. */
export interface SimulateStakeParameters<Netuid extends number = number> extends ReadOptions {
  readonly netuid: Netuid
  readonly amount: Tao
}

/** What it would give. */
export interface SimulateStakeReturnType<Netuid extends number = number> {
  /** Received; 0 where the pool cannot serve the amount. */
  readonly alpha: Alpha<Netuid>
  readonly fee: Tao
  /** Less than the present price would give by so much. */
  readonly slippage: Alpha<Netuid>
}

/** What staking an amount would give now. */
export async function simulateStake<Netuid extends number>(
  client: Client,
  { netuid, amount, ...options }: SimulateStakeParameters<Netuid>,
): Promise<SimulateStakeReturnType<Netuid>> {
  const args = [netuid, amount] as const
  const result = await callApi(client, 'SwapRuntimeApi.sim_swap_tao_for_alpha', args, options)
  return {
    alpha: alphaFromRao(netuid, result.alpha_amount),
    fee: taoFromRao(result.tao_fee),
    slippage: alphaFromRao(netuid, result.alpha_slippage),
  }
}
