import { netUid } from '@plexus/primitives'
import type { NetUid } from '@plexus/primitives'
import type { Context } from '../../../../frame/context.ts'
import { ensure } from '../../../../frame/error.ts'
import { purgeCommitments } from '../../../commitments/purge.ts'
import { clearProtocolLiquidity } from '../../../swap/index.ts'
import { errors } from '../../errors.ts'
import { events } from '../../events.ts'
import { destroyLocks } from '../../locks/destroy.ts'
import { forgetRootClaims } from '../../root/claimed.ts'
import { subnetExists } from '../list.ts'
import { destroyStakes } from './destroy-stakes.ts'
import { removeSubnet } from './remove.ts'

const ROOT = netUid(0)

/**
 * Ends a subnet: who staked gets the TAO of the pool, and next to nothing is left in storage (spec:
 * 30-block-step §15.4, 10-state §3).
 *
 * @throws DispatchFailure SubnetNotExists, for the root network too
 */
export function dissolveSubnet(ctx: Context, netuid: NetUid): void {
  ensure(subnetExists(ctx, netuid) && netuid !== ROOT, errors.SubnetNotExists)
  forgetRootClaims(ctx, netuid)
  destroyStakes(ctx, netuid)
  destroyLocks(ctx, netuid)
  clearProtocolLiquidity(ctx, netuid)
  purgeCommitments(ctx, netuid)
  removeSubnet(ctx, netuid)
  ctx.deposit(events, { type: 'NetworkRemoved', value: netuid })
}
