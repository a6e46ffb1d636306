import { call } from '../../client/call.ts'
import type { Call } from '../../client/call.ts'
import type { Client } from '../../client/client.ts'
import type { Receipt } from '../../client/receipt.ts'
import { submit } from '../../client/submit.ts'
import type { SubmitOptions } from '../../client/submit.ts'

/** What to do for whom. */
export interface ProxyCallParameters extends SubmitOptions {
  /** Address to act for. */
  readonly real: string
  /** What to do. */
  readonly call: Call
}

/**
 * Acts for another account, which has let the signer do so.
 *
 * @throws ChainError `Proxy.NotProxy`, `Proxy.Unproxyable`, or that of the call itself
 */
export function proxyCall(
  client: Client,
  { real, call: inner, ...options }: ProxyCallParameters,
): Promise<Receipt> {
  return submit(
    client,
    call('Proxy.proxy', { real: { type: 'Id', value: real }, call: inner }),
    options,
  )
}
