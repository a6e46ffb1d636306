import { netUid } from '@plexus/primitives'
import type { NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { FirstEmissionBlockNumber, NetworkRegistrationAllowed } from '../storage/networks.ts'
import { SubtokenEnabled } from '../storage/pools.ts'
import { allNetuids } from '../subnets/list.ts'

const ROOT = netUid(0)

/** Every subnet but the root network, in raw key order. */
export const emittingCandidates = (ctx: Context): readonly NetUid[] =>
  allNetuids(ctx).filter((netuid) => netuid !== ROOT)

/**
 * The subnets that get emission: started, traded and open to registration (spec: 30-block-step
 * §7.1). The block of the first emission is not compared with the present one.
 */
export const subnetsToEmitTo = (ctx: Context): readonly NetUid[] =>
  emittingCandidates(ctx).filter(
    (netuid) =>
      FirstEmissionBlockNumber.get(ctx, netuid) !== undefined &&
      SubtokenEnabled.get(ctx, netuid) &&
      NetworkRegistrationAllowed.get(ctx, netuid),
  )
