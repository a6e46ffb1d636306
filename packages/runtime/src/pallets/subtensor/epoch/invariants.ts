import type { NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import type { Fault, Pallet } from '../../../frame/pallet.ts'
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
import { allNetuids } from '../subnets/list.ts'

/** Vectors that grow with each registration. */
const FULL = [Active, Consensus, Dividends, Emission, ValidatorPermit, ValidatorTrust]
/** Vectors that a mechanism may have only a part of, because it is younger than some neurons. */
const PARTIAL = [Incentive, LastUpdate]

/** Facts about the vectors of consensus that hold after every block. */
export const epochInvariants: NonNullable<Pallet['invariants']> = [
  (ctx) => allNetuids(ctx).flatMap((netuid) => wrongLengths(ctx, netuid)),
  (ctx) => allNetuids(ctx).flatMap((netuid) => surplusPermits(ctx, netuid)),
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

/** The hotkey of the owner may validate beside the allowed number. */
function surplusPermits(ctx: Context, netuid: NetUid): readonly Fault[] {
  const count = ValidatorPermit.get(ctx, netuid).filter(Boolean).length
  const allowed = MaxAllowedValidators.get(ctx, netuid)
  if (count <= allowed + 1) return []
  return [`subnet ${netuid} has ${count} validators and allows ${allowed} beside its owner`]
}
