import { call } from '../../client/call.ts'
import type { Client } from '../../client/client.ts'
import type { Receipt } from '../../client/receipt.ts'
import { submit } from '../../client/submit.ts'
import type { SubmitOptions } from '../../client/submit.ts'

/** With whom to stake. */
export interface SetAutoStakeParameters extends SubmitOptions {
  readonly netuid: number
  readonly hotkey: string
}

/**
 * Chooses the hotkey with which what a coldkey mines on a subnet is staked. Signed by the coldkey.
 */
export function setAutoStake(
  client: Client,
  { netuid, hotkey, ...options }: SetAutoStakeParameters,
): Promise<Receipt> {
  return submit(
    client,
    call('SubtensorModule.set_coldkey_auto_stake_hotkey', { netuid, hotkey }),
    options,
  )
}
