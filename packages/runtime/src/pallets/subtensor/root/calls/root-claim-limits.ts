import { I96F32, NetUid, saturatingFromInteger, u64 } from '@plexus/primitives'
import { call } from '../../../../frame/call.ts'
import { ensure } from '../../../../frame/error.ts'
import { ensureRoot } from '../../../../frame/origin.ts'
import { errors } from '../../errors.ts'
import { subtensor } from '../../id.ts'
import { NumRootClaim, RootClaimableThreshold } from '../../storage/root-claim.ts'
import { ensureSubnetOwnerOrRoot } from '../../subnets/owner.ts'
import { rootWeights } from '../weights.ts'

/** Most coldkeys that are claimed for in a block. */
const MAX_CLAIMS = 50n
/** Highest threshold, in 10⁻⁹ alpha. */
const MAX_THRESHOLD = 10_000_000n

/** Sets how many coldkeys are claimed for in a block; none turns it off. Root. */
export const setNumRootClaims = call(
  subtensor,
  { new_value: u64 },
  {
    index: 123,
    name: 'sudo_set_num_root_claims',
    weight: rootWeights.setNumRootClaims,
    run(ctx, origin, { new_value }) {
      ensureRoot(origin)
      ensure(new_value <= MAX_CLAIMS, errors.InvalidNumRootClaim)
      NumRootClaim.set(ctx, new_value)
    },
  },
)

/** Sets the least that is claimed of a subnet's root dividends. Subnet owner or Root. */
export const setRootClaimThreshold = call(
  subtensor,
  { netuid: NetUid, new_value: u64 },
  {
    index: 124,
    name: 'sudo_set_root_claim_threshold',
    weight: rootWeights.setRootClaimThreshold,
    run(ctx, origin, { netuid, new_value }) {
      ensureSubnetOwnerOrRoot(ctx, origin, netuid)
      ensure(new_value <= MAX_THRESHOLD, errors.InvalidRootClaimThreshold)
      RootClaimableThreshold.set(ctx, netuid, saturatingFromInteger(I96F32, new_value))
    },
  },
)
