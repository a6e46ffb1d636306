import type { NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import type { Fault, Pallet, Transition } from '../../../frame/pallet.ts'
import { mechanismIndices } from '../registration/neurons.ts'
import { MaxAllowedValidators } from '../storage/hyperparameters.ts'
import { SubnetworkN } from '../storage/networks.ts'
import {
  Active,
  Consensus,
  Dividends,
  Emission,
  Incentive,
  LastUpdate,
  StakeWeight,
  ValidatorPermit,
  ValidatorTrust,
} from '../storage/neurons.ts'
import { SubnetEpochIndex } from '../storage/schedule.ts'
import { lastingSubnets } from '../subnets/lasting.ts'
import { allNetuids } from '../subnets/list.ts'

/** Vectors that grow with each registration. */
const FULL = [Active, Consensus, Dividends, Emission, ValidatorPermit, ValidatorTrust]
/** Vectors that a mechanism may have only a part of, because it is younger than some neurons. */
const PARTIAL = [Incentive, LastUpdate]

/** Facts about the vectors of consensus that hold after every block. */
export const epochInvariants: NonNullable<Pallet['invariants']> = [
  (ctx) => allNetuids(ctx).flatMap((netuid) => wrongLengths(ctx, netuid)),
]

function wrongLengths(ctx: Context, netuid: NetUid): readonly Fault[] {
  const n = SubnetworkN.get(ctx, netuid)
  const fault = (name: string, length: number): Fault =>
    `subnet ${netuid} has ${n} neurons, and ${length} elements in ${name}`
  const full = FULL.flatMap((vector) => {
    const { length } = vector.get(ctx, netuid)
    return length === n ? [] : [fault(vector.name, length)]
  })
  const partial = mechanismIndices(ctx, netuid).flatMap((index) =>
    PARTIAL.flatMap((vector) => {
      const { length } = vector.get(ctx, index)
      return length <= n ? [] : [fault(`${vector.name} of ${index}`, length)]
    }),
  )
  const { length } = StakeWeight.get(ctx, netuid)
  return length <= n ? [...full, ...partial] : [...full, ...partial, fault('StakeWeight', length)]
}

/**
 * An epoch gives no more permits than are allowed, one more to the owner, and nothing else gives
 * any. A lower limit takes none away before the next epoch.
 */
export function permitsAreWithinBounds({ before, after }: Transition): readonly Fault[] {
  return lastingSubnets(before, after).flatMap((netuid) => {
    const [former, present] = [permits(before, netuid), permits(after, netuid)]
    const hadEpoch = SubnetEpochIndex.get(before, netuid) !== SubnetEpochIndex.get(after, netuid)
    // Epochs run before the extrinsics of a block, which may change the limit.
    const most = hadEpoch ? MaxAllowedValidators.get(before, netuid) + 1 : former
    if (present <= most) return []
    return [`subnet ${netuid} has ${present} validators of at most ${most}, ${former} before`]
  })
}

/** Facts about permits that hold for every block. */
export const epochTransitions = [permitsAreWithinBounds]

const permits = (ctx: Context, netuid: NetUid): number =>
  ValidatorPermit.get(ctx, netuid).filter(Boolean).length
