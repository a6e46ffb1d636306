import { call } from '../../client/call.ts'
import type { Client } from '../../client/client.ts'
import type { Receipt } from '../../client/receipt.ts'
import { submit } from '../../client/submit.ts'
import type { SubmitOptions } from '../../client/submit.ts'
import { toChainIdentity } from './subnet-identity.ts'
import type { SubnetIdentity } from './subnet-identity.ts'

/** What people see of which subnet. */
export interface SetSubnetIdentityParameters extends SubmitOptions {
  readonly netuid: number
  readonly identity: SubnetIdentity
}

/**
 * Replaces what people see of a subnet. Signed by the owner's coldkey.
 *
 * @throws ChainError `SubtensorModule.NotSubnetOwner`, `SubtensorModule.InvalidIdentity`
 */
export function setSubnetIdentity(
  client: Client,
  { netuid, identity, ...options }: SetSubnetIdentityParameters,
): Promise<Receipt> {
  return submit(
    client,
    call('SubtensorModule.set_subnet_identity', { netuid, ...toChainIdentity(identity) }),
    options,
  )
}
