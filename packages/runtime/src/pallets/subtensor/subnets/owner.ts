import { equalBytes } from '@plexus/primitives'
import type { AccountId, NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { failWith } from '../../../frame/dispatch-error.ts'
import { ensureSigned } from '../../../frame/origin.ts'
import type { Origin } from '../../../frame/origin.ts'
import { SubnetOwner } from '../storage/networks.ts'

/** The signer, who owns the subnet. @throws DispatchFailure BadOrigin */
export function ensureSubnetOwner(ctx: Context, origin: Origin, netuid: NetUid): AccountId {
  const who = ensureSigned(origin)
  if (!equalBytes(SubnetOwner.get(ctx, netuid), who)) failWith({ type: 'BadOrigin' })
  return who
}

/** The owner of the subnet, or `undefined` for Root. @throws DispatchFailure BadOrigin */
export function ensureSubnetOwnerOrRoot(
  ctx: Context,
  origin: Origin,
  netuid: NetUid,
): AccountId | undefined {
  return origin.kind === 'Root' ? undefined : ensureSubnetOwner(ctx, origin, netuid)
}
