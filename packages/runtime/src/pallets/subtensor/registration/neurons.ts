import { alphaRao, mechId, uid as asUid } from '@plexus/primitives'
import type { AccountId, NetUid, Uid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { currentBlock } from '../block.ts'
import { MechanismCountCurrent } from '../storage/hyperparameters.ts'
import { SubnetworkN } from '../storage/networks.ts'
import {
  Active,
  BlockAtRegistration,
  Consensus,
  Dividends,
  Emission,
  Incentive,
  IsNetworkMember,
  Keys,
  LastUpdate,
  Uids,
  ValidatorPermit,
  ValidatorTrust,
} from '../storage/neurons.ts'
import { storageIndex } from '../types.ts'
import type { NetUidStorageIndex } from '../types.ts'

const MAX_UIDS = 0xffff

/** The uid of a hotkey in a subnet. */
export function uidOf(ctx: Context, netuid: NetUid, hotkey: AccountId): Uid | undefined {
  const uid = Uids.get(ctx, netuid, hotkey)
  return uid === undefined ? undefined : asUid(uid)
}

/** Whether a hotkey has a uid in a subnet. */
export const isRegistered = (ctx: Context, netuid: NetUid, hotkey: AccountId): boolean =>
  Uids.has(ctx, netuid, hotkey)

/** Whether a hotkey has a uid in any subnet. */
export const isRegisteredOnAny = (ctx: Context, hotkey: AccountId): boolean =>
  registeredNetuids(ctx, hotkey).length > 0

/** The subnets in which a hotkey has a uid, in raw key order. */
export const registeredNetuids = (ctx: Context, hotkey: AccountId): readonly NetUid[] =>
  [...IsNetworkMember.entries(ctx, hotkey)].flatMap(([[, netuid], isMember]) =>
    isMember ? [netuid] : [],
  )

/** The storage indices of a subnet's mechanisms, mechanism 0 first. */
export function mechanismIndices(ctx: Context, netuid: NetUid): readonly NetUidStorageIndex[] {
  const count: number = MechanismCountCurrent.get(ctx, netuid)
  return Array.from({ length: count }, (_, mechanism) => storageIndex(netuid, mechId(mechanism)))
}

/**
 * Gives a hotkey the next uid (spec: 30-block-step §15.1). `StakeWeight` stays as it is until the
 * next epoch.
 */
export function appendNeuron(ctx: Context, netuid: NetUid, hotkey: AccountId): Uid {
  const uid = asUid(SubnetworkN.get(ctx, netuid))
  const size = uid < MAX_UIDS ? uid + 1 : MAX_UIDS
  const block = currentBlock(ctx)
  SubnetworkN.set(ctx, netuid, size)
  Active.update(ctx, netuid, (all) => [...all, true])
  Emission.update(ctx, netuid, (all) => [...all, alphaRao(0n)])
  Consensus.update(ctx, netuid, (all) => [...all, 0])
  for (const index of mechanismIndices(ctx, netuid)) {
    Incentive.update(ctx, index, (all) => [...all, 0])
    setLastUpdate(ctx, netuid, index, uid, block)
  }
  Dividends.update(ctx, netuid, (all) => [...all, 0])
  ValidatorTrust.update(ctx, netuid, (all) => [...all, 0])
  ValidatorPermit.update(ctx, netuid, (all) => [...all, false])
  seatNeuron(ctx, netuid, uid, hotkey, block)
  return uid
}

/** Writes who sits on a uid, and since when. */
export function seatNeuron(
  ctx: Context,
  netuid: NetUid,
  uid: Uid,
  hotkey: AccountId,
  block: bigint,
): void {
  Keys.set(ctx, netuid, uid, hotkey)
  Uids.set(ctx, netuid, hotkey, uid)
  BlockAtRegistration.set(ctx, netuid, uid, block)
  IsNetworkMember.set(ctx, hotkey, netuid, true)
}

/**
 * Writes when the weights of a uid last changed. The list is filled up with 0 to the size of the
 * subnet; nothing is written where it does not reach the uid.
 */
export function setLastUpdate(
  ctx: Context,
  netuid: NetUid,
  index: NetUidStorageIndex,
  uid: Uid,
  block: bigint,
): void {
  const stored = LastUpdate.get(ctx, index)
  const missing = SubnetworkN.get(ctx, netuid) - stored.length
  const padded =
    missing > 0 ? [...stored, ...Array.from({ length: missing }, () => 0n)] : [...stored]
  if (uid >= padded.length) return
  padded[uid] = block
  LastUpdate.set(ctx, index, padded)
}
