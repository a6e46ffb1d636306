import { AccountId32, option } from '@plexus/primitives'
import { call } from '../../../../frame/call.ts'
import { subtensor } from '../../id.ts'
import { SubnetIdentityV3 } from '../../types.ts'
import { registerNetwork } from '../register-network.ts'
import { subnetWeights } from '../weights.ts'

/** Makes a subnet, whose first neuron is the hotkey. */
export const registerNetworkCall = call(
  subtensor,
  { hotkey: AccountId32 },
  {
    index: 59,
    name: 'register_network',
    weight: subnetWeights.registerNetwork,
    run: (ctx, origin, { hotkey }) => registerNetwork(ctx, origin, hotkey),
  },
)

/** The same, and says what the subnet is about. */
export const registerNetworkWithIdentity = call(
  subtensor,
  { hotkey: AccountId32, identity: option(SubnetIdentityV3) },
  {
    index: 79,
    name: 'register_network_with_identity',
    weight: subnetWeights.registerNetworkWithIdentity,
    run: (ctx, origin, { hotkey, identity }) => registerNetwork(ctx, origin, hotkey, identity),
  },
)
