import { call } from '../../client/call.ts'
import type { Client } from '../../client/client.ts'
import type { Receipt } from '../../client/receipt.ts'
import { submit } from '../../client/submit.ts'
import type { SubmitOptions } from '../../client/submit.ts'
import type { Hex } from '../../descriptors/base-types.ts'

/** What will be done for whom. */
export interface AnnounceProxyCallParameters extends SubmitOptions {
  /** Address to act for. */
  readonly real: string
  /** BLAKE2b-256 of the SCALE of the call; see `callHash`. */
  readonly callHash: Hex
}

/**
 * Announces a call that `proxyAnnouncedCall` makes after the delay of the proxy; the account it is
 * for can reject it until then.
 */
export function announceProxyCall(
  client: Client,
  { real, callHash, ...options }: AnnounceProxyCallParameters,
): Promise<Receipt> {
  return submit(
    client,
    call('Proxy.announce', { real: { type: 'Id', value: real }, call_hash: callHash }),
    options,
  )
}
