import { AccountId32, BlockNumber, option, Percent, u32 } from '@plexus/primitives'
import { closedCall } from '../../../../frame/call.ts'
import { subtensor } from '../../id.ts'
import { subnetWeights } from '../weights.ts'

/** A subnet that a crowdloan pays for; part of its finalisation. */
export const registerLeasedNetwork = closedCall(
  subtensor,
  { emissions_share: Percent, end_block: option(BlockNumber) },
  { index: 110, name: 'register_leased_network', weight: subnetWeights.registerLeasedNetwork },
)

/** Hands a leased subnet to its beneficiary when the lease has ended. */
export const terminateLease = closedCall(
  subtensor,
  { lease_id: u32, hotkey: AccountId32 },
  { index: 111, name: 'terminate_lease', weight: subnetWeights.terminateLease },
)
