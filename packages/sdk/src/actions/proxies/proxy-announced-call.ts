import { call } from '../../client/call.ts'
import type { Call } from '../../client/call.ts'
import type { Client } from '../../client/client.ts'
import type { Receipt } from '../../client/receipt.ts'
import { submit } from '../../client/submit.ts'
import type { SubmitOptions } from '../../client/submit.ts'

/** What was announced. */
export interface ProxyAnnouncedCallParameters extends SubmitOptions {
  /** Address of the proxy that announced it. */
  readonly delegate: string
  /** Address to act for. */
  readonly real: string
  readonly call: Call
}

/**
 * Makes a call that was announced long enough ago. Anybody may send it.
 *
 * @throws ChainError `Proxy.Unannounced` before its time, or that of the call itself
 */
export function proxyAnnouncedCall(
  client: Client,
  { delegate, real, call: inner, ...options }: ProxyAnnouncedCallParameters,
): Promise<Receipt> {
  return submit(
    client,
    call('Proxy.proxy_announced', {
      delegate: { type: 'Id', value: delegate },
      real: { type: 'Id', value: real },
      call: inner,
    }),
    options,
  )
}
