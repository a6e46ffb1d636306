import { btreeSet, NetUid } from '@plexus/primitives'
import { call } from '../../../../frame/call.ts'
import { ensure } from '../../../../frame/error.ts'
import { ensureSigned } from '../../../../frame/origin.ts'
import { errors } from '../../errors.ts'
import { subtensor } from '../../id.ts'
import { byNumber } from '../../types.ts'
import { claimRoot as claim } from '../claim.ts'
import { listStakingColdkey } from '../coldkey-index.ts'
import { rootWeights } from '../weights.ts'

/** Subnets that one call may claim. */
const MAX_SUBNETS = 5

/** Claims the signer's root dividends of one to five subnets. */
export const claimRoot = call(
  subtensor,
  { subnets: btreeSet(NetUid, byNumber) },
  {
    index: 121,
    name: 'claim_root',
    weight: rootWeights.claimRoot,
    run(ctx, origin, { subnets }) {
      const coldkey = ensureSigned(origin)
      ensure(subnets.length > 0, errors.InvalidSubnetNumber)
      ensure(subnets.length <= MAX_SUBNETS, errors.InvalidSubnetNumber)
      listStakingColdkey(ctx, coldkey)
      return { actualWeight: claim(ctx, coldkey, subnets) }
    },
  },
)
