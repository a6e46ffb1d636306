import { call } from '../../client/call.ts'
import type { Client } from '../../client/client.ts'
import type { Receipt } from '../../client/receipt.ts'
import { submit } from '../../client/submit.ts'
import type { SubmitOptions } from '../../client/submit.ts'
import type { ProxyType } from '../../descriptors/generated/types.ts'

/** Who may no longer do what. */
export interface RemoveProxyParameters extends SubmitOptions {
  /** Address that may act. */
  readonly delegate: string
  /** What it may do. */
  readonly proxyType: ProxyType['type']
  /** Blocks between announcing and acting. Default 0: at once. */
  readonly delayBlocks?: number
}

/**
 * Takes back what `addProxy` gave; all must be as given there.
 *
 * @throws ChainError `Proxy.NotFound`
 */
export function removeProxy(
  client: Client,
  { delegate, proxyType, delayBlocks = 0, ...options }: RemoveProxyParameters,
): Promise<Receipt> {
  return submit(
    client,
    call('Proxy.remove_proxy', {
      delegate: { type: 'Id', value: delegate },
      proxy_type: { type: proxyType },
      delay: delayBlocks,
    }),
    options,
  )
}
