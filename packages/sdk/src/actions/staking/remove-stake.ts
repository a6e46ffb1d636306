import { call } from '../../client/call.ts'
import type { Client } from '../../client/client.ts'
import { findEvent } from '../../client/receipt.ts'
import type { Receipt } from '../../client/receipt.ts'
import { submit } from '../../client/submit.ts'
import type { SubmitOptions } from '../../client/submit.ts'
import { taoFromRao } from '../../units/amounts.ts'
import type { Alpha, Tao } from '../../units/amounts.ts'
import { sellLimit } from './slippage.ts'
import type { Slippage } from './slippage.ts'

/** What to unstake. */
export interface RemoveStakeParameters<Netuid extends number = number> extends SubmitOptions {
  readonly hotkey: string
  readonly netuid: Netuid
  readonly amount: Alpha<NoInfer<Netuid>>
  /** Default: fails where the price would fall by more than half a percent. */
  readonly slippage?: Slippage
}

/** What came of selling alpha. */
export interface RemoveStakeReturnType {
  /** Received, fee of the pool taken off. */
  readonly tao: Tao
  readonly receipt: Receipt
}

/**
 * Takes alpha back from a hotkey and sells it for TAO. Signed by the coldkey.
 *
 * @throws ChainError `SubtensorModule.NotEnoughStakeToWithdraw`,
 *   `SubtensorModule.SlippageTooHigh`, `SubtensorModule.StakeUnavailable` for what is locked …
 */
export async function removeStake<Netuid extends number>(
  client: Client,
  parameters: RemoveStakeParameters<Netuid>,
): Promise<RemoveStakeReturnType> {
  const { hotkey, netuid, amount, slippage, ...options } = parameters
  const args = { hotkey, netuid, amount_unstaked: amount }
  const limit = await sellLimit(client, netuid, slippage)
  const wanted =
    limit === undefined
      ? call('SubtensorModule.remove_stake', args)
      : call('SubtensorModule.remove_stake_limit', { ...args, ...limit })
  const receipt = await submit(client, wanted, options)
  return { tao: taoRemoved(receipt), receipt }
}

/** TAO that a transaction got for stake. */
export const taoRemoved = (receipt: Receipt): Tao =>
  taoFromRao(findEvent(receipt, 'SubtensorModule.StakeRemoved')?.[2] ?? 0n)
