import { call } from '../../client/call.ts'
import type { Client } from '../../client/client.ts'
import type { Receipt } from '../../client/receipt.ts'
import { submit } from '../../client/submit.ts'
import type { SubmitOptions } from '../../client/submit.ts'

/**
 * Takes back all that the signer let others do.
 */
export function removeAllProxies(client: Client, options: SubmitOptions): Promise<Receipt> {
  return submit(client, call('Proxy.remove_proxies'), options)
}
