import { equalBytes, netUid } from '@plexus/primitives'
import type { NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { ensure } from '../../../frame/error.ts'
import { attempt } from '../../balances/attempt.ts'
import { errors } from '../errors.ts'
import { AutoParentDelegationEnabled, Owner } from '../storage/keys.ts'
import { SubnetOwnerHotkey } from '../storage/networks.ts'
import { Keys } from '../storage/neurons.ts'
import { subnetExists } from '../subnets/list.ts'
import { setChildrenOf } from './set-children.ts'

const ROOT = netUid(0)
const ALL = (1n << 64n) - 1n

/**
 * Makes root validators parents of the owner of a new subnet, each with all of its stake
 * (spec: 20-calls §8.3). Validators whose children cannot be set are passed over.
 *
 * @throws DispatchFailure RegistrationNotPermittedOnRootSubnet, SubnetNotExists
 */
export function adoptRootValidators(ctx: Context, netuid: NetUid): void {
  ensure(netuid !== ROOT, errors.RegistrationNotPermittedOnRootSubnet)
  ensure(subnetExists(ctx, netuid), errors.SubnetNotExists)
  ensure(SubnetOwnerHotkey.has(ctx, netuid), errors.SubnetNotExists)
  const owner = SubnetOwnerHotkey.get(ctx, netuid)
  for (const [, validator] of Keys.entries(ctx, ROOT)) {
    if (equalBytes(validator, owner)) continue
    if (!AutoParentDelegationEnabled.get(ctx, validator)) continue
    attempt(() => {
      setChildrenOf(ctx, Owner.get(ctx, validator), validator, netuid, [[ALL, owner]])
      return true
    })
  }
}
