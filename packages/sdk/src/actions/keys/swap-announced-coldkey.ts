import { call } from '../../client/call.ts'
import type { Client } from '../../client/client.ts'
import type { Receipt } from '../../client/receipt.ts'
import { submit } from '../../client/submit.ts'
import type { SubmitOptions } from '../../client/submit.ts'

/** Who comes. */
export interface SwapAnnouncedColdkeyParameters extends SubmitOptions {
  /** As announced. */
  readonly newColdkey: string
}

/**
 * Carries out an announced swap after its delay. Signed by the old coldkey.
 *
 * @throws ChainError `SubtensorModule.ColdkeySwapTooEarly` with when to try again
 */
export function swapAnnouncedColdkey(
  client: Client,
  { newColdkey, ...options }: SwapAnnouncedColdkeyParameters,
): Promise<Receipt> {
  return submit(
    client,
    call('SubtensorModule.swap_coldkey_announced', { new_coldkey: newColdkey }),
    options,
  )
}
