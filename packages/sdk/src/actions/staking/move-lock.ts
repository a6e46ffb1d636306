import { call } from '../../client/call.ts'
import type { Client } from '../../client/client.ts'
import type { Receipt } from '../../client/receipt.ts'
import { submit } from '../../client/submit.ts'
import type { SubmitOptions } from '../../client/submit.ts'

/** Where the lock goes. */
export interface MoveLockParameters extends SubmitOptions {
  readonly netuid: number
  readonly hotkey: string
}

/**
 * Lets a lock count for another hotkey. Signed by the coldkey.
 */
export function moveLock(
  client: Client,
  { netuid, hotkey, ...options }: MoveLockParameters,
): Promise<Receipt> {
  return submit(
    client,
    call('SubtensorModule.move_lock', { destination_hotkey: hotkey, netuid }),
    options,
  )
}
