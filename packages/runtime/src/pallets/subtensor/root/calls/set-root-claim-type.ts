import { call } from '../../../../frame/call.ts'
import { ensure } from '../../../../frame/error.ts'
import { ensureSigned } from '../../../../frame/origin.ts'
import { errors } from '../../errors.ts'
import { events } from '../../events.ts'
import { subtensor } from '../../id.ts'
import { RootClaimType } from '../../storage/root-claim.ts'
import { RootClaimTypeEnum } from '../../types.ts'
import { listStakingColdkey } from '../coldkey-index.ts'
import { rootWeights } from '../weights.ts'

/** Says what becomes of the signer's root dividends: TAO on root, or stake on their subnets. */
export const setRootClaimType = call(
  subtensor,
  { new_root_claim_type: RootClaimTypeEnum },
  {
    index: 122,
    name: 'set_root_claim_type',
    weight: rootWeights.setRootClaimType,
    run(ctx, origin, { new_root_claim_type: type }) {
      const coldkey = ensureSigned(origin)
      if (type.type === 'KeepSubnets') {
        ensure(type.value.subnets.length > 0, errors.InvalidSubnetNumber)
      }
      listStakingColdkey(ctx, coldkey)
      RootClaimType.set(ctx, coldkey, type)
      ctx.deposit(events, {
        type: 'RootClaimTypeSet',
        value: { coldkey, root_claim_type: type },
      })
    },
  },
)
