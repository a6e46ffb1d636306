import { call } from '../../client/call.ts'
import type { Client } from '../../client/client.ts'
import type { Receipt } from '../../client/receipt.ts'
import { submit } from '../../client/submit.ts'
import type { SubmitOptions } from '../../client/submit.ts'

/** Which hotkey. */
export interface AssociateHotkeyParameters extends SubmitOptions {
  readonly hotkey: string
}

/**
 * Makes a hotkey that nobody owns that of the signing coldkey; it does nothing for one that is
 * owned. Signed by the coldkey.
 */
export function associateHotkey(
  client: Client,
  { hotkey, ...options }: AssociateHotkeyParameters,
): Promise<Receipt> {
  return submit(client, call('SubtensorModule.try_associate_hotkey', { hotkey }), options)
}
