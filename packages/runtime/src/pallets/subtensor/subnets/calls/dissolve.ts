import { AccountId32, NetUid } from '@plexus/primitives'
import { call } from '../../../../frame/call.ts'
import { ensureRoot } from '../../../../frame/origin.ts'
import { subtensor } from '../../id.ts'
import { dissolveSubnet } from '../dissolve/dissolve.ts'
import { subnetWeights } from '../weights.ts'

/** Root ends a subnet; the coldkey is ignored. */
export const dissolveNetwork = call(
  subtensor,
  { coldkey: AccountId32, netuid: NetUid },
  {
    index: 61,
    name: 'dissolve_network',
    weight: subnetWeights.dissolveNetwork,
    run(ctx, origin, { netuid }) {
      ensureRoot(origin)
      dissolveSubnet(ctx, netuid)
    },
  },
)

/** Root ends a subnet. */
export const rootDissolveNetwork = call(
  subtensor,
  { netuid: NetUid },
  {
    index: 120,
    name: 'root_dissolve_network',
    weight: subnetWeights.dissolveNetwork,
    run(ctx, origin, { netuid }) {
      ensureRoot(origin)
      dissolveSubnet(ctx, netuid)
    },
  },
)
