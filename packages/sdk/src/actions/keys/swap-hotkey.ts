import { call } from '../../client/call.ts'
import type { Client } from '../../client/client.ts'
import type { Receipt } from '../../client/receipt.ts'
import { submit } from '../../client/submit.ts'
import type { SubmitOptions } from '../../client/submit.ts'

/** Which for which. */
export interface SwapHotkeyParameters extends SubmitOptions {
  readonly hotkey: string
  readonly newHotkey: string
  /** Default: on all subnets. */
  readonly netuid?: number
  /** Leaves the stake with the old one. Default false. */
  readonly keepStake?: boolean
}

/**
 * Puts a new hotkey in the place of an old one. Signed by the coldkey; costs 0.1 TAO, or 0.001 for
 * one subnet.
 *
 * @throws ChainError `SubtensorModule.HotKeySetTxRateLimitExceeded` with when to try again,
 *   `SubtensorModule.NonAssociatedColdKey` …
 */
export function swapHotkey(
  client: Client,
  { hotkey, newHotkey, netuid, keepStake = false, ...options }: SwapHotkeyParameters,
): Promise<Receipt> {
  return submit(
    client,
    call('SubtensorModule.swap_hotkey_v2', {
      hotkey,
      new_hotkey: newHotkey,
      netuid,
      keep_stake: keepStake,
    }),
    options,
  )
}
