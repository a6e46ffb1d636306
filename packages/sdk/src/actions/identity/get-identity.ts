import type { Client } from '../../client/client.ts'
import type { ReadOptions } from '../../client/read-options.ts'
import { readStorage } from '../../client/read-storage.ts'
import { fromChainIdentity } from './identity.ts'
import type { Identity } from './identity.ts'

/** Who a coldkey says it is; `undefined` where it says nothing. */
export async function getIdentity(
  client: Client,
  { coldkey, ...options }: ReadOptions & { readonly coldkey: string },
): Promise<Required<Identity> | undefined> {
  const found = await readStorage(client, 'SubtensorModule.IdentitiesV2', [coldkey], options)
  return found === undefined ? undefined : fromChainIdentity(found)
}
