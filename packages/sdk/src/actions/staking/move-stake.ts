import { call } from '../../client/call.ts'
import type { Client } from '../../client/client.ts'
import type { Receipt } from '../../client/receipt.ts'
import { submit } from '../../client/submit.ts'
import type { SubmitOptions } from '../../client/submit.ts'
import type { Alpha } from '../../units/amounts.ts'
import { guardMove } from './guard-move.ts'
import type { Slippage } from './slippage.ts'

/** What to move where. */
export interface MoveStakeParameters<Netuid extends number = number> extends SubmitOptions {
  readonly hotkey: string
  readonly destinationHotkey: string
  readonly netuid: Netuid
  /** Default: the same subnet, where nothing is traded. */
  readonly destinationNetuid?: number
  readonly amount: Alpha<NoInfer<Netuid>>
  /** Between two subnets. Default: refuses where half a percent of the value would be lost. */
  readonly slippage?: Slippage
}

/**
 * Moves stake to another hotkey, and another subnet if wanted. Signed by the coldkey. Between
 * subnets `swapStake` is safer: there the chain itself holds the limit.
 *
 * @throws SlippageError; ChainError `SubtensorModule.AmountTooLow`,
 *   `SubtensorModule.HotKeyAccountNotExists` …
 */
export async function moveStake<Netuid extends number>(
  client: Client,
  parameters: MoveStakeParameters<Netuid>,
): Promise<Receipt> {
  const { hotkey, destinationHotkey, netuid, amount, slippage, ...rest } = parameters
  const { destinationNetuid = netuid, ...options } = rest
  await guardMove(client, { from: netuid, to: destinationNetuid, amount, slippage })
  const wanted = call('SubtensorModule.move_stake', {
    origin_hotkey: hotkey,
    destination_hotkey: destinationHotkey,
    origin_netuid: netuid,
    destination_netuid: destinationNetuid,
    alpha_amount: amount,
  })
  return submit(client, wanted, options)
}
