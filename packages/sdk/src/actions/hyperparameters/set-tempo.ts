import { call } from '../../client/call.ts'
import type { Client } from '../../client/client.ts'
import type { Receipt } from '../../client/receipt.ts'
import { submit } from '../../client/submit.ts'
import type { SubmitOptions } from '../../client/submit.ts'

/** How long epochs are. */
export interface SetTempoParameters extends SubmitOptions {
  readonly netuid: number
  /** Blocks of an epoch, 360 to 50,400. */
  readonly tempoBlocks: number
}

/**
 * Changes how long epochs are, and begins one now. Signed by the owner's coldkey.
 *
 * @throws ChainError `SubtensorModule.TempoOutOfBounds`, `SubtensorModule.TxRateLimitExceeded`
 *   with when to try again …
 */
export function setTempo(
  client: Client,
  { netuid, tempoBlocks: tempo, ...options }: SetTempoParameters,
): Promise<Receipt> {
  return submit(client, call('SubtensorModule.set_tempo', { netuid, tempo }), options)
}
