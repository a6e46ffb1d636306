import type { Client } from '../../client/client.ts'
import type { ReadOptions } from '../../client/read-options.ts'
import { readStorage } from '../../client/read-storage.ts'
import { fromChainClaim } from './claim-type.ts'
import type { RootClaim } from './claim-type.ts'

/** What becomes of the alpha that a coldkey's root stake earns. */
export async function getRootClaimType(
  client: Client,
  { coldkey, ...options }: ReadOptions & { readonly coldkey: string },
): Promise<RootClaim> {
  return fromChainClaim(
    await readStorage(client, 'SubtensorModule.RootClaimType', [coldkey], options),
  )
}
