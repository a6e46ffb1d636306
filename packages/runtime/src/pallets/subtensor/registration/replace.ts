import { alphaRao, equalBytes } from '@plexus/primitives'
import type { AccountId, NetUid, Uid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { currentBlock } from '../block.ts'
import { SubnetOwnerHotkey } from '../storage/networks.ts'
import {
  Active,
  AssociatedEvmAddress,
  Axons,
  Bonds,
  Consensus,
  Dividends,
  Emission,
  Incentive,
  IsNetworkMember,
  Keys,
  NeuronCertificates,
  Prometheus,
  StakeWeight,
  Uids,
  ValidatorPermit,
  ValidatorTrust,
  Weights,
} from '../storage/neurons.ts'
import type { NetUidStorageIndex } from '../types.ts'
import { mechanismIndices, seatNeuron, setLastUpdate } from './neurons.ts'

/**
 * Gives the uid of another to a hotkey, whose stake stays with it. Nothing happens where the other
 * is the owner's hotkey of the subnet (spec: 30-block-step §15.1).
 */
export function replaceNeuron(ctx: Context, netuid: NetUid, uid: Uid, hotkey: AccountId): void {
  const old = Keys.get(ctx, netuid, uid)
  const isOwner =
    SubnetOwnerHotkey.has(ctx, netuid) && equalBytes(SubnetOwnerHotkey.get(ctx, netuid), old)
  if (isOwner) return
  const block = currentBlock(ctx)
  Uids.remove(ctx, netuid, old)
  AssociatedEvmAddress.remove(ctx, netuid, uid)
  IsNetworkMember.remove(ctx, old, netuid)
  Keys.remove(ctx, netuid, uid)
  const active = Active.get(ctx, netuid)
  if (uid < active.length) Active.set(ctx, netuid, withAt(active, uid, true))
  seatNeuron(ctx, netuid, uid, hotkey, block)
  Axons.remove(ctx, netuid, old)
  NeuronCertificates.remove(ctx, netuid, old)
  Prometheus.remove(ctx, netuid, old)
  clearNeuron(ctx, netuid, uid)
  for (const index of mechanismIndices(ctx, netuid)) setLastUpdate(ctx, netuid, index, uid, block)
}

/** Forgets what consensus found about a uid, and what others thought of it. */
function clearNeuron(ctx: Context, netuid: NetUid, uid: Uid): void {
  Emission.update(ctx, netuid, (all) => withAt(all, uid, alphaRao(0n)))
  Consensus.update(ctx, netuid, (all) => withAt(all, uid, 0))
  for (const index of mechanismIndices(ctx, netuid)) {
    Incentive.update(ctx, index, (all) => withAt(all, uid, 0))
    Bonds.remove(ctx, index, uid)
    Weights.remove(ctx, index, uid)
    forgetWeightsFor(ctx, index, uid)
  }
  Dividends.update(ctx, netuid, (all) => withAt(all, uid, 0))
  StakeWeight.update(ctx, netuid, (all) => withAt(all, uid, 0))
  ValidatorTrust.update(ctx, netuid, (all) => withAt(all, uid, 0))
  ValidatorPermit.update(ctx, netuid, (all) => withAt(all, uid, false))
}

function forgetWeightsFor(ctx: Context, index: NetUidStorageIndex, uid: Uid): void {
  for (const [[, setter], weights] of Weights.entries(ctx, index)) {
    const cleared = weights.map(([target, weight]) =>
      target === uid ? ([target, 0] as const) : ([target, weight] as const),
    )
    Weights.set(ctx, index, setter, cleared)
  }
}

/** A copy with one element changed; the same list where it is too short. */
function withAt<T>(list: readonly T[], at: number, value: T): readonly T[] {
  return list.map((each, index) => (index === at ? value : each))
}
