import { bytesToHex } from '@plexus/primitives'
import { call } from '../../client/call.ts'
import type { Client } from '../../client/client.ts'
import type { Receipt } from '../../client/receipt.ts'
import { submit } from '../../client/submit.ts'
import type { SubmitOptions } from '../../client/submit.ts'
import type { Data } from '../../descriptors/generated/types.ts'
import { ServeError } from './errors.ts'

/** What a hotkey publishes on a subnet. */
export interface SetCommitmentParameters extends SubmitOptions {
  readonly netuid: number
  /** At most 128 bytes. */
  readonly data: Uint8Array
}

const MAX_BYTES = 128

/**
 * Publishes a few bytes of a hotkey on a subnet; they replace those before. Signed by the hotkey,
 * which must be registered; free, at most 3,100 bytes in an epoch.
 *
 * @throws ServeError `TooLong`; ChainError `Commitments.SpaceLimitExceeded`
 */
export async function setCommitment(
  client: Client,
  { netuid, data, ...options }: SetCommitmentParameters,
): Promise<Receipt> {
  if (data.length > MAX_BYTES) {
    const text = `A commitment has at most ${MAX_BYTES} bytes, and this has ${data.length}.`
    throw new ServeError('TooLong', text)
  }
  const info = [rawData(data)]
  return submit(client, call('Commitments.set_commitment', { netuid, info }), options)
}

/** One variant for each length; metadata turns one byte into its number and none into nothing. */
function rawData(data: Uint8Array): Data {
  const values: Readonly<Record<number, unknown>> = { 0: undefined, 1: data[0] }
  const value = data.length < 2 ? values[data.length] : bytesToHex(data)
  return { type: `Raw${data.length}`, value } as Data
}
