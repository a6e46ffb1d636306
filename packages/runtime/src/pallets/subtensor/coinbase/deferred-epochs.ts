import type { NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { isEpochStateConsistent } from '../epoch/consistency.ts'
import { shouldRunEpoch } from '../epoch/schedule.ts'
import { MaxEpochsPerBlock } from '../storage/schedule.ts'

/**
 * The subnets whose epoch is due in this block and will wait for the next, because so many others
 * run before them (spec: 30-block-step §9.2).
 *
 * @param subnets all but root, in raw key order
 */
export function deferredEpochs(
  ctx: Context,
  subnets: readonly NetUid[],
  block: bigint,
): ReadonlySet<NetUid> {
  const most = MaxEpochsPerBlock.get(ctx)
  const deferred = new Set<NetUid>()
  let running = 0
  for (const netuid of subnets) {
    if (!shouldRunEpoch(ctx, netuid, block)) continue
    if (running >= most) deferred.add(netuid)
    else if (isEpochStateConsistent(ctx, netuid)) running += 1
  }
  return deferred
}
