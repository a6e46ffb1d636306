import type { NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { NetworkRegisteredAt } from '../storage/networks.ts'
import { allNetuids, subnetExists } from './list.ts'

/**
 * The networks that a block found and left, the root network too. A netuid that was given to
 * another subnet meanwhile is not among them.
 */
export const lastingSubnets = (before: Context, after: Context): readonly NetUid[] =>
  allNetuids(after).filter(
    (netuid) =>
      subnetExists(before, netuid) &&
      NetworkRegisteredAt.get(before, netuid) === NetworkRegisteredAt.get(after, netuid),
  )
