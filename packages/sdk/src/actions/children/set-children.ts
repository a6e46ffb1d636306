import { call } from '../../client/call.ts'
import type { Client } from '../../client/client.ts'
import type { Receipt } from '../../client/receipt.ts'
import { submit } from '../../client/submit.ts'
import type { SubmitOptions } from '../../client/submit.ts'
import { proportionOf } from './proportion.ts'

/** Which hotkeys work with the stake of another. */
export interface SetChildrenParameters extends SubmitOptions {
  readonly hotkey: string
  readonly netuid: number
  /** Part of the stake by address of the child: each 0 to 1, together at most 1; at most five. */
  readonly children: ReadonlyMap<string, number>
}

/**
 * Replaces the children of a hotkey on a subnet; it takes effect after a waiting time. Signed by
 * the coldkey.
 *
 * @throws ChainError `SubtensorModule.TxRateLimitExceeded` with when to try again,
 *   `SubtensorModule.TooManyChildren`, `SubtensorModule.ChildParentInconsistency` …
 */
export async function setChildren(
  client: Client,
  { hotkey, netuid, children, ...options }: SetChildrenParameters,
): Promise<Receipt> {
  const list = [...children].map(([child, part]) => [proportionOf(part), child] as const)
  return submit(
    client,
    call('SubtensorModule.set_children', { hotkey, netuid, children: list }),
    options,
  )
}
