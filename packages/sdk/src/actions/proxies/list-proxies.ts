import type { Client } from '../../client/client.ts'
import type { ReadOptions } from '../../client/read-options.ts'
import { readStorage } from '../../client/read-storage.ts'
import type { ProxyType } from '../../descriptors/generated/types.ts'
import { taoFromRao } from '../../units/amounts.ts'
import type { Tao } from '../../units/amounts.ts'

/** Who may act for an account. */
export interface Proxies {
  readonly proxies: readonly {
    readonly delegate: string
    readonly proxyType: ProxyType['type']
    readonly delayBlocks: number
  }[]
  /** Reserved for them. */
  readonly deposit: Tao
}

/** Reads who may act for an account. */
export async function listProxies(
  client: Client,
  { account, ...options }: ReadOptions & { readonly account: string },
): Promise<Proxies> {
  const [found, deposit] = await readStorage(client, 'Proxy.Proxies', [account], options)
  return {
    proxies: found.map(({ delegate, proxy_type: type, delay }) => ({
      delegate,
      proxyType: type.type,
      delayBlocks: delay,
    })),
    deposit: taoFromRao(deposit),
  }
}
