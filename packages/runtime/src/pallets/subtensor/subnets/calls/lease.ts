import { AccountId32, BlockNumber, option, Percent, u32 } from '@plexus/primitives'
import { call } from '../../../../frame/call.ts'
import { subtensor } from '../../id.ts'
import { registerLeasedNetwork } from '../lease/register.ts'
import { terminateLease } from '../lease/terminate.ts'
import { subnetWeights } from '../weights.ts'

/** Makes a subnet that a crowdloan pays for; only as the call of its finalisation. */
export const registerLeasedNetworkCall = call(
  subtensor,
  { emissions_share: Percent, end_block: option(BlockNumber) },
  {
    index: 110,
    name: 'register_leased_network',
    weight: subnetWeights.registerLeasedNetwork,
    run: (ctx, origin, terms) => registerLeasedNetwork(ctx, origin, terms),
  },
)

/** Hands a leased subnet to its beneficiary when the lease has ended. */
export const terminateLeaseCall = call(
  subtensor,
  { lease_id: u32, hotkey: AccountId32 },
  {
    index: 111,
    name: 'terminate_lease',
    weight: subnetWeights.terminateLease,
    run: (ctx, origin, { lease_id, hotkey }) => terminateLease(ctx, origin, lease_id, hotkey),
  },
)
