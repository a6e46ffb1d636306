import { call } from '../../client/call.ts'
import type { Client } from '../../client/client.ts'
import type { Receipt } from '../../client/receipt.ts'
import { submit } from '../../client/submit.ts'
import type { SubmitOptions } from '../../client/submit.ts'
import type { ProxyType } from '../../descriptors/generated/types.ts'

/** Who may do what. */
export interface AddProxyParameters extends SubmitOptions {
  /** Address that may act. */
  readonly delegate: string
  /** What it may do. */
  readonly proxyType: ProxyType['type']
  /** Blocks between announcing and acting. Default 0: at once. */
  readonly delayBlocks?: number
}

/**
 * Lets another account act for the signer; a deposit is reserved for it.
 *
 * @throws ChainError `Proxy.Duplicate`, `Proxy.TooMany`, `Proxy.NoSelfProxy`
 */
export function addProxy(
  client: Client,
  { delegate, proxyType, delayBlocks = 0, ...options }: AddProxyParameters,
): Promise<Receipt> {
  return submit(
    client,
    call('Proxy.add_proxy', {
      delegate: { type: 'Id', value: delegate },
      proxy_type: { type: proxyType },
      delay: delayBlocks,
    }),
    options,
  )
}
