import { call } from '../../client/call.ts'
import type { Client } from '../../client/client.ts'
import { findEvent } from '../../client/receipt.ts'
import type { Receipt } from '../../client/receipt.ts'
import { submit } from '../../client/submit.ts'
import type { SubmitOptions } from '../../client/submit.ts'
import { SubnetActionError } from './errors.ts'
import { toChainIdentity } from './subnet-identity.ts'
import type { SubnetIdentity } from './subnet-identity.ts'

/** Who gets a subnet. */
export interface RegisterSubnetParameters extends SubmitOptions {
  /** Address of the owner's hotkey; it becomes uid 0. */
  readonly hotkey: string
  /** What people see of it. */
  readonly identity?: SubnetIdentity
}

/** The new subnet. */
export interface RegisterSubnetReturnType {
  readonly netuid: number
  readonly receipt: Receipt
}

/**
 * Registers a subnet; its cost (see `getSubnetRegisterCost`) goes into its pool. It does nothing
 * before `startSubnet`. Signed by the coldkey, which becomes the owner.
 *
 * @throws ChainError `SubtensorModule.CannotAffordLockCost` …; PoolError `RateLimitExceeded` with
 *   when to try again
 */
export async function registerSubnet(
  client: Client,
  { hotkey, identity, ...options }: RegisterSubnetParameters,
): Promise<RegisterSubnetReturnType> {
  const wanted =
    identity === undefined
      ? call('SubtensorModule.register_network', { hotkey })
      : call('SubtensorModule.register_network_with_identity', {
          hotkey,
          identity: toChainIdentity(identity),
        })
  const receipt = await submit(client, wanted, options)
  const added = findEvent(receipt, 'SubtensorModule.NetworkAdded')
  if (added === undefined) throw new SubnetActionError('NoResult', 'the number of the new subnet')
  return { netuid: added[0], receipt }
}
