import { call } from '../../client/call.ts'
import type { Client } from '../../client/client.ts'
import type { Receipt } from '../../client/receipt.ts'
import { submit } from '../../client/submit.ts'
import type { SubmitOptions } from '../../client/submit.ts'
import type { Hex } from '../../descriptors/base-types.ts'

/** What not to do. */
export interface RejectProxyCallParameters extends SubmitOptions {
  /** Address of the proxy. */
  readonly delegate: string
  readonly callHash: Hex
}

/**
 * Rejects what a proxy of the signer has announced.
 */
export function rejectProxyCall(
  client: Client,
  { delegate, callHash, ...options }: RejectProxyCallParameters,
): Promise<Receipt> {
  return submit(
    client,
    call('Proxy.reject_announcement', {
      delegate: { type: 'Id', value: delegate },
      call_hash: callHash,
    }),
    options,
  )
}
