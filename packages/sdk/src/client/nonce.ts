import { bytesToHex, encodeSs58, hexToBytes } from '@plexus/primitives'
import type { AccountId } from '@plexus/primitives'
import type { Client } from './client.ts'
import type { RequestOptions } from './transport/transport.ts'

/** The next nonce of an account, what waits in the node's pool included where the node can tell. */
export async function nextNonce(
  client: Client,
  account: AccountId,
  options: RequestOptions = {},
): Promise<number> {
  const method = ['system_accountNextIndex', 'account_nextIndex'].find(client.supports)
  if (method !== undefined) {
    const address = encodeSs58(account, client.ss58Prefix)
    return Number(await client.request(method, [address], options))
  }
  const params = ['AccountNonceApi_account_nonce', bytesToHex(account)]
  const answer = hexToBytes(String(await client.request('state_call', params, options)))
  return new DataView(answer.buffer, answer.byteOffset, answer.byteLength).getUint32(0, true)
}
