import { call } from '../../client/call.ts'
import type { Client } from '../../client/client.ts'
import type { Receipt } from '../../client/receipt.ts'
import { submit } from '../../client/submit.ts'
import type { SubmitOptions } from '../../client/submit.ts'
import type { Alpha } from '../../units/amounts.ts'

/** What to lock for whom. */
export interface LockStakeParameters<Netuid extends number = number> extends SubmitOptions {
  readonly hotkey: string
  readonly netuid: Netuid
  readonly amount: Alpha<NoInfer<Netuid>>
}

/**
 * Locks staked alpha in favour of a hotkey, which builds up its conviction. A coldkey has one lock
 * on a subnet. Signed by the coldkey.
 *
 * @throws ChainError `SubtensorModule.LockHotkeyMismatch`, `SubtensorModule.InsufficientStakeForLock`
 */
export function lockStake<Netuid extends number>(
  client: Client,
  { hotkey, netuid, amount, ...options }: LockStakeParameters<Netuid>,
): Promise<Receipt> {
  return submit(client, call('SubtensorModule.lock_stake', { hotkey, netuid, amount }), options)
}
