import { call } from '../../client/call.ts'
import type { Client } from '../../client/client.ts'
import type { Receipt } from '../../client/receipt.ts'
import { submit } from '../../client/submit.ts'
import type { SubmitOptions } from '../../client/submit.ts'

/** Which hotkey. */
export interface RootRegisterParameters extends SubmitOptions {
  readonly hotkey: string
}

/**
 * Registers a hotkey on root, where 64 have a place: of those the one with the least stake goes.
 * Signed by the coldkey; costs the fee only.
 *
 * @throws ChainError `SubtensorModule.StakeTooLowForRoot`,
 *   `SubtensorModule.TooManyRegistrationsThisBlock` with when to try again …
 */
export function rootRegister(
  client: Client,
  { hotkey, ...options }: RootRegisterParameters,
): Promise<Receipt> {
  return submit(client, call('SubtensorModule.root_register', { hotkey }), options)
}
