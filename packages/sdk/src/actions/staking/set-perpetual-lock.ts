import { call } from '../../client/call.ts'
import type { Client } from '../../client/client.ts'
import type { Receipt } from '../../client/receipt.ts'
import { submit } from '../../client/submit.ts'
import type { SubmitOptions } from '../../client/submit.ts'

/** Which lock. */
export interface SetPerpetualLockParameters extends SubmitOptions {
  readonly netuid: number
  /** Whether it stays whole. */
  readonly enabled: boolean
}

/**
 * Chooses whether a lock stays whole or decays. Signed by the coldkey.
 */
export function setPerpetualLock(
  client: Client,
  { netuid, enabled, ...options }: SetPerpetualLockParameters,
): Promise<Receipt> {
  return submit(client, call('SubtensorModule.set_perpetual_lock', { netuid, enabled }), options)
}
