import type { Client } from './client.ts'
import { headerRef } from './header.ts'
import type { BlockRef } from './header.ts'
import type { RequestOptions } from './transport/transport.ts'

/** The best block. @throws TransportError, RpcResponseError */
export async function bestHead(client: Client, options: RequestOptions = {}): Promise<BlockRef> {
  return headerRef(await client.request('chain_getHeader', [], options))
}

/** The last final block. @throws TransportError, RpcResponseError */
export async function finalizedHead(
  client: Client,
  options: RequestOptions = {},
): Promise<BlockRef> {
  const hash = await client.request('chain_getFinalizedHead', [], options)
  return headerRef(await client.request('chain_getHeader', [hash], options))
}

/** Hash of a block on the best chain; `undefined` above its head. */
export async function blockHashAt(
  client: Client,
  number: number,
  options: RequestOptions = {},
): Promise<string | undefined> {
  const hash = await client.request('chain_getBlockHash', [number], options)
  return typeof hash === 'string' ? hash : undefined
}
