import { call } from '../../client/call.ts'
import type { Client } from '../../client/client.ts'
import { findEvent } from '../../client/receipt.ts'
import type { Receipt } from '../../client/receipt.ts'
import { submit } from '../../client/submit.ts'
import type { SubmitOptions } from '../../client/submit.ts'
import { alphaFromRao } from '../../units/amounts.ts'
import type { Alpha, Tao } from '../../units/amounts.ts'
import { buyLimit } from './slippage.ts'
import type { Slippage } from './slippage.ts'

/** What to stake where. */
export interface AddStakeParameters<Netuid extends number = number> extends SubmitOptions {
  readonly hotkey: string
  readonly netuid: Netuid
  /** At least about 0.002 TAO. */
  readonly amount: Tao
  /** Default: fails where the price would rise by more than half a percent. */
  readonly slippage?: Slippage
}

/** What was bought. */
export interface AddStakeReturnType<Netuid extends number = number> {
  readonly alpha: Alpha<Netuid>
  readonly receipt: Receipt
}

/**
 * Buys alpha of a subnet with TAO, and stakes it with a hotkey. Signed by the coldkey.
 *
 * @throws ChainError `SubtensorModule.SlippageTooHigh`, `SubtensorModule.AmountTooLow`,
 *   `SubtensorModule.NotEnoughBalanceToStake`, `SubtensorModule.SubtokenDisabled` before the
 *   subnet has started …
 */
export async function addStake<Netuid extends number>(
  client: Client,
  parameters: AddStakeParameters<Netuid>,
): Promise<AddStakeReturnType<Netuid>> {
  const { hotkey, netuid, amount, slippage, ...options } = parameters
  const args = { hotkey, netuid, amount_staked: amount }
  const limit = await buyLimit(client, netuid, slippage)
  const wanted =
    limit === undefined
      ? call('SubtensorModule.add_stake', args)
      : call('SubtensorModule.add_stake_limit', { ...args, ...limit })
  const receipt = await submit(client, wanted, options)
  const added = findEvent(receipt, 'SubtensorModule.StakeAdded')
  return { alpha: alphaFromRao(netuid, added?.[3] ?? 0n), receipt }
}
