import { equalBytes, uid as asUid } from '@plexus/primitives'
import type { AccountId, NetUid, Uid } from '@plexus/primitives'
import { pruneCandidate } from '@plexus/yuma'
import type { Context } from '../../../frame/context.ts'
import { currentBlock } from '../block.ts'
import {
  ImmuneOwnerUidsLimit,
  ImmunityPeriod,
  MinNonImmuneUids,
} from '../storage/hyperparameters.ts'
import { OwnedHotkeys } from '../storage/keys.ts'
import { SubnetOwner, SubnetOwnerHotkey, SubnetworkN } from '../storage/networks.ts'
import { BlockAtRegistration, Emission, Keys } from '../storage/neurons.ts'
import { uidOf } from './neurons.ts'

/** A neuron of the subnet owner that is never pruned. */
export interface ImmortalNeuron {
  readonly uid: Uid
  readonly hotkey: AccountId
}

/** The uid that a newcomer replaces in a full subnet; none where all are kept. */
export function neuronToPrune(ctx: Context, netuid: NetUid): Uid | undefined {
  const size = SubnetworkN.get(ctx, netuid)
  const uids = Array.from({ length: size }, (_, uid) => asUid(uid))
  const immortals = immortalNeurons(ctx, netuid, SubnetOwner.get(ctx, netuid))
  const isImmortal = (uid: Uid): boolean => {
    const holder = Keys.get(ctx, netuid, uid)
    return immortals.some(({ hotkey }) => equalBytes(hotkey, holder))
  }
  const found = pruneCandidate({
    hasKey: uids.map((uid) => Keys.has(ctx, netuid, uid)),
    emission: BigUint64Array.from(Emission.get(ctx, netuid)),
    blockAtRegistration: BigUint64Array.from(uids, (uid) =>
      BlockAtRegistration.get(ctx, netuid, uid),
    ),
    immortalUids: uids.filter(isImmortal),
    block: currentBlock(ctx),
    immunityPeriod: BigInt(ImmunityPeriod.get(ctx, netuid)),
    minNonImmuneUids: MinNonImmuneUids.get(ctx, netuid),
  })
  return found === undefined ? undefined : asUid(found)
}

/**
 * The hotkeys of a coldkey that are never pruned: those registered longest, as many as the subnet
 * allows, and before them the owner's hotkey of the subnet (spec: 30-block-step §15.1).
 */
export function immortalNeurons(
  ctx: Context,
  netuid: NetUid,
  coldkey: AccountId,
): readonly ImmortalNeuron[] {
  const limit = ImmuneOwnerUidsLimit.get(ctx, netuid)
  const owned = OwnedHotkeys.get(ctx, coldkey)
    .flatMap((hotkey) => neuronOf(ctx, netuid, hotkey) ?? [])
    .map((neuron) => ({ neuron, since: BlockAtRegistration.get(ctx, netuid, neuron.uid) }))
    .sort((a, b) =>
      a.since === b.since ? a.neuron.uid - b.neuron.uid : a.since < b.since ? -1 : 1,
    )
    .slice(0, limit)
    .map(({ neuron }) => neuron)
  if (!SubnetOwnerHotkey.has(ctx, netuid)) return owned
  const first = neuronOf(ctx, netuid, SubnetOwnerHotkey.get(ctx, netuid))
  const isListed = owned.some(({ uid }) => uid === first?.uid)
  return first === undefined || isListed ? owned : [first, ...owned].slice(0, limit)
}

/** Whether a neuron registered too short a time ago to be pruned. */
export function isNeuronImmune(ctx: Context, netuid: NetUid, uid: Uid): boolean {
  const block = currentBlock(ctx)
  const since = BlockAtRegistration.get(ctx, netuid, uid)
  return (block > since ? block - since : 0n) < BigInt(ImmunityPeriod.get(ctx, netuid))
}

function neuronOf(ctx: Context, netuid: NetUid, hotkey: AccountId): ImmortalNeuron | undefined {
  const uid = uidOf(ctx, netuid, hotkey)
  return uid === undefined ? undefined : { uid, hotkey }
}
