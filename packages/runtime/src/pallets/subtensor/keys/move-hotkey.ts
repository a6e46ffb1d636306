import { equalBytes } from '@plexus/primitives'
import type { NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { addWeights, weight, ZERO_WEIGHT } from '../../../frame/weight.ts'
import type { Weight } from '../../../frame/weight.ts'
import { moveRelations } from '../children/move-relations.ts'
import { AutoStakeDestination, AutoStakeDestinationColdkeys } from '../storage/keys.ts'
import { SubnetOwnerHotkey } from '../storage/networks.ts'
import { setSubnetOwnerHotkey } from '../subnets/owner-hotkey.ts'
import type { HotkeySwap } from './hotkey-swap.ts'
import { moveHotkeyStake } from './move-hotkey-stake.ts'
import { moveNeuron } from './move-neuron.ts'

const READ = weight(0n, { reads: 1n })
const READ_AND_WRITE = weight(0n, { reads: 1n, writes: 1n })

/**
 * Moves what one subnet knows of a hotkey to another hotkey.
 *
 * @returns the weight that the reference counts
 * @throws DispatchFailure CannotUseSystemAccount, or what the children say
 */
export function moveHotkey(ctx: Context, swap: HotkeySwap, netuid: NetUid): Weight {
  const { oldHotkey, newHotkey, keepStake } = swap
  const neuron = moveNeuron(ctx, swap, netuid)
  const relations = moveRelations(ctx, netuid, oldHotkey, newHotkey)
  moveAutoStake(ctx, swap, netuid)
  const owner = moveOwnerHotkey(ctx, swap, netuid)
  const stake = keepStake ? ZERO_WEIGHT : moveHotkeyStake(ctx, swap, netuid)
  return addWeights(neuron, relations, owner, stake)
}

/** The list takes the place of that which the new hotkey had. */
function moveAutoStake(ctx: Context, { oldHotkey, newHotkey }: HotkeySwap, netuid: NetUid): void {
  if (!AutoStakeDestinationColdkeys.has(ctx, oldHotkey, netuid)) return
  const coldkeys = AutoStakeDestinationColdkeys.get(ctx, oldHotkey, netuid)
  for (const coldkey of coldkeys) AutoStakeDestination.set(ctx, coldkey, netuid, newHotkey)
  AutoStakeDestinationColdkeys.remove(ctx, oldHotkey, netuid)
  AutoStakeDestinationColdkeys.set(ctx, newHotkey, netuid, coldkeys)
}

function moveOwnerHotkey(
  ctx: Context,
  { oldHotkey, newHotkey }: HotkeySwap,
  netuid: NetUid,
): Weight {
  if (!SubnetOwnerHotkey.has(ctx, netuid)) return ZERO_WEIGHT
  if (!equalBytes(SubnetOwnerHotkey.get(ctx, netuid), oldHotkey)) return READ
  setSubnetOwnerHotkey(ctx, netuid, newHotkey)
  return READ_AND_WRITE
}
