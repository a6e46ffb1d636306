import { call } from '../../client/call.ts'
import type { Client } from '../../client/client.ts'
import type { Receipt } from '../../client/receipt.ts'
import { submit } from '../../client/submit.ts'
import type { SubmitOptions } from '../../client/submit.ts'
import type { Alpha } from '../../units/amounts.ts'
import { guardMove } from './guard-move.ts'
import type { Slippage } from './slippage.ts'

/** What to give to whom. */
export interface TransferStakeParameters<Netuid extends number = number> extends SubmitOptions {
  /** Address of the coldkey that gets it. */
  readonly to: string
  readonly hotkey: string
  readonly netuid: Netuid
  /** Default: the same subnet, where nothing is traded. */
  readonly destinationNetuid?: number
  readonly amount: Alpha<NoInfer<Netuid>>
  /** Between two subnets. Default: refuses where half a percent of the value would be lost. */
  readonly slippage?: Slippage
}

/**
 * Gives stake to another coldkey; it stays with the same hotkey. Signed by the coldkey.
 *
 * @throws SlippageError; ChainError `SubtensorModule.TransferDisallowed` …
 */
export async function transferStake<Netuid extends number>(
  client: Client,
  parameters: TransferStakeParameters<Netuid>,
): Promise<Receipt> {
  const { to, hotkey, netuid, amount, slippage, ...rest } = parameters
  const { destinationNetuid = netuid, ...options } = rest
  await guardMove(client, { from: netuid, to: destinationNetuid, amount, slippage })
  const wanted = call('SubtensorModule.transfer_stake', {
    destination_coldkey: to,
    hotkey,
    origin_netuid: netuid,
    destination_netuid: destinationNetuid,
    alpha_amount: amount,
  })
  return submit(client, wanted, options)
}
