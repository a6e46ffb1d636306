import { NetUid, u64 } from '@plexus/primitives'
import { call } from '../../../../frame/call.ts'
import { ensure } from '../../../../frame/error.ts'
import { ensureRoot } from '../../../../frame/origin.ts'
import { currentBlock } from '../../block.ts'
import { errors } from '../../errors.ts'
import { events } from '../../events.ts'
import { subtensor } from '../../id.ts'
import {
  VotingPowerDisableAtBlock,
  VotingPowerEmaAlpha,
  VotingPowerTrackingEnabled,
} from '../../storage/neurons.ts'
import { ensureSubnetOwnerOrRoot } from '../../subnets/owner.ts'
import { ALPHA_ONE } from '../voting-power.ts'
import { epochWeights } from '../weights.ts'

/** Blocks for which voting power is still tracked after it was switched off: 14 days. */
const GRACE_BLOCKS = 100_800n

/** Tracks the voting power of the subnet's validators; the owner's or Root's. */
export const enableVotingPowerTracking = call(
  subtensor,
  { netuid: NetUid },
  {
    index: 129,
    name: 'enable_voting_power_tracking',
    weight: epochWeights.enableVotingPowerTracking,
    run(ctx, origin, { netuid }) {
      ensureSubnetOwnerOrRoot(ctx, origin, netuid)
      VotingPowerTrackingEnabled.set(ctx, netuid, true)
      VotingPowerDisableAtBlock.remove(ctx, netuid)
      ctx.deposit(events, { type: 'VotingPowerTrackingEnabled', value: { netuid } })
    },
  },
)

/** Lets the tracking of voting power end in 14 days; the owner's or Root's. */
export const disableVotingPowerTracking = call(
  subtensor,
  { netuid: NetUid },
  {
    index: 130,
    name: 'disable_voting_power_tracking',
    weight: epochWeights.disableVotingPowerTracking,
    run(ctx, origin, { netuid }) {
      ensureSubnetOwnerOrRoot(ctx, origin, netuid)
      const isOn = VotingPowerTrackingEnabled.get(ctx, netuid)
      ensure(isOn, errors.VotingPowerTrackingNotEnabled)
      const disable_at_block = currentBlock(ctx) + GRACE_BLOCKS
      VotingPowerDisableAtBlock.set(ctx, netuid, disable_at_block)
      const value = { netuid, disable_at_block }
      ctx.deposit(events, { type: 'VotingPowerTrackingDisableScheduled', value })
    },
  },
)

/** Sets how fast voting power follows the stake; 10^18 is at once (Root). */
export const sudoSetVotingPowerEmaAlpha = call(
  subtensor,
  { netuid: NetUid, alpha: u64 },
  {
    index: 131,
    name: 'sudo_set_voting_power_ema_alpha',
    weight: epochWeights.sudoSetVotingPowerEmaAlpha,
    run(ctx, origin, { netuid, alpha }) {
      ensureRoot(origin)
      ensure(alpha <= ALPHA_ONE, errors.InvalidVotingPowerEmaAlpha)
      VotingPowerEmaAlpha.set(ctx, netuid, alpha)
      ctx.deposit(events, { type: 'VotingPowerEmaAlphaSet', value: { netuid, alpha } })
    },
  },
)
