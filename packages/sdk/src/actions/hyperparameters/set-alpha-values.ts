import { call } from '../../client/call.ts'
import type { Client } from '../../client/client.ts'
import type { Receipt } from '../../client/receipt.ts'
import { submit } from '../../client/submit.ts'
import type { SubmitOptions } from '../../client/submit.ts'

/** Bounds of liquid alpha. */
export interface SetAlphaValuesParameters extends SubmitOptions {
  readonly netuid: number
  /** Of 65,535, 1,638 or more. */
  readonly lowU16: number
  /** Of 65,535. */
  readonly highU16: number
}

/**
 * Changes the bounds of liquid alpha of a subnet. Signed by the owner's coldkey.
 *
 * @throws ChainError `SubtensorModule.LiquidAlphaDisabled`, `SubtensorModule.AlphaLowOutOfRange` …
 */
export function setAlphaValues(
  client: Client,
  { netuid, lowU16, highU16, ...options }: SetAlphaValuesParameters,
): Promise<Receipt> {
  const args = { netuid, alpha_low: lowU16, alpha_high: highU16 }
  return submit(client, call('AdminUtils.sudo_set_alpha_values', args), options)
}
