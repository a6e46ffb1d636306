import { NetUid } from '@plexus/primitives'
import { call } from '../../../../frame/call.ts'
import { subtensor } from '../../id.ts'
import { startSubnet } from '../start.ts'
import { subnetWeights } from '../weights.ts'

/** The owner opens a subnet for staking and emission. */
export const startCall = call(
  subtensor,
  { netuid: NetUid },
  {
    index: 92,
    name: 'start_call',
    weight: subnetWeights.startCall,
    run: (ctx, origin, { netuid }) => startSubnet(ctx, origin, netuid),
  },
)
