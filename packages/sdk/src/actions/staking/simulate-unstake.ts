import { callApi } from '../../client/call-api.ts'
import type { Client } from '../../client/client.ts'
import type { ReadOptions } from '../../client/read-options.ts'
import { alphaFromRao, taoFromRao } from '../../units/amounts.ts'
import type { Alpha, Tao } from '../../units/amounts.ts'

/** What to unstake. */
export interface SimulateUnstakeParameters<Netuid extends number = number> extends ReadOptions {
  readonly netuid: Netuid
  readonly amount: Alpha<NoInfer<Netuid>>
}

/** What it would give. */
export interface SimulateUnstakeReturnType<Netuid extends number = number> {
  /** Received; 0 where the pool cannot serve the amount. */
  readonly tao: Tao
  readonly fee: Alpha<Netuid>
  /** Less than the present price would give by so much. */
  readonly slippage: Tao
}

/** What unstaking an amount would give now. */
export async function simulateUnstake<Netuid extends number>(
  client: Client,
  { netuid, amount, ...options }: SimulateUnstakeParameters<Netuid>,
): Promise<SimulateUnstakeReturnType<Netuid>> {
  const args = [netuid, amount] as const
  const result = await callApi(client, 'SwapRuntimeApi.sim_swap_alpha_for_tao', args, options)
  return {
    tao: taoFromRao(result.tao_amount),
    fee: alphaFromRao(netuid, result.alpha_fee),
    slippage: taoFromRao(result.tao_slippage),
  }
}
