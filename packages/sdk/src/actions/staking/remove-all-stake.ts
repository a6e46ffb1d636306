import { call } from '../../client/call.ts'
import type { Client } from '../../client/client.ts'
import { submit } from '../../client/submit.ts'
import type { SubmitOptions } from '../../client/submit.ts'
import { taoRemoved } from './remove-stake.ts'
import type { RemoveStakeReturnType } from './remove-stake.ts'
import { sellLimit } from './slippage.ts'
import type { Slippage } from './slippage.ts'

/** Whose stake where. */
export interface RemoveAllStakeParameters extends SubmitOptions {
  readonly hotkey: string
  readonly netuid: number
  /** Default: fails where the price would fall by more than half a percent. All or nothing. */
  readonly slippage?: Slippage
}

/**
 * Sells all alpha that the signer has staked with a hotkey on a subnet. Signed by the coldkey.
 *
 * @throws ChainError `SubtensorModule.SlippageTooHigh`, `SubtensorModule.AmountTooLow` for none …
 */
export async function removeAllStake(
  client: Client,
  { hotkey, netuid, slippage, ...options }: RemoveAllStakeParameters,
): Promise<RemoveStakeReturnType> {
  const limit = await sellLimit(client, netuid, slippage)
  const args = { hotkey, netuid, limit_price: limit?.limit_price }
  const wanted = call('SubtensorModule.remove_stake_full_limit', args)
  const receipt = await submit(client, wanted, options)
  return { tao: taoRemoved(receipt), receipt }
}
