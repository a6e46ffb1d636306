import { call } from '../../client/call.ts'
import type { Client } from '../../client/client.ts'
import type { Receipt } from '../../client/receipt.ts'
import { submit } from '../../client/submit.ts'
import type { SubmitOptions } from '../../client/submit.ts'
import type { Alpha } from '../../units/amounts.ts'
import { swapLimit } from './slippage.ts'
import type { Slippage } from './slippage.ts'

/** What to swap for what. */
export interface SwapStakeParameters<Netuid extends number = number> extends SubmitOptions {
  readonly hotkey: string
  readonly netuid: Netuid
  readonly destinationNetuid: number
  readonly amount: Alpha<NoInfer<Netuid>>
  /** Default: fails where the price would fall by more than half a percent. */
  readonly slippage?: Slippage
}

/**
 * Sells alpha of one subnet and buys that of another, staked with the same hotkey. Signed by the
 * coldkey.
 *
 * @throws ChainError `SubtensorModule.SlippageTooHigh` …
 */
export async function swapStake<Netuid extends number>(
  client: Client,
  parameters: SwapStakeParameters<Netuid>,
): Promise<Receipt> {
  const { hotkey, netuid, destinationNetuid, amount, slippage, ...options } = parameters
  const args = {
    hotkey,
    origin_netuid: netuid,
    destination_netuid: destinationNetuid,
    alpha_amount: amount,
  }
  const limit = await swapLimit(client, [netuid, destinationNetuid], slippage)
  const wanted =
    limit === undefined
      ? call('SubtensorModule.swap_stake', args)
      : call('SubtensorModule.swap_stake_limit', { ...args, ...limit })
  return submit(client, wanted, options)
}
