import { equalBytes, uid as asUid } from '@plexus/primitives'
import type { AccountId, NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import type { StorageItem } from '../../../frame/storage.ts'
import { addWeights, weight, ZERO_WEIGHT } from '../../../frame/weight.ts'
import type { Weight } from '../../../frame/weight.ts'
import { mechanismIndices } from '../registration/neurons.ts'
import { ChildkeyTake } from '../storage/keys.ts'
import { LoadedEmission } from '../storage/legacy.ts'
import {
  Axons,
  IsNetworkMember,
  Keys,
  NeuronCertificates,
  Prometheus,
  Uids,
  WeightCommits,
} from '../storage/neurons.ts'
import type { HotkeySwap } from './hotkey-swap.ts'

const MOVE = weight(0n, { reads: 1n, writes: 2n })
const SEAT = weight(0n, { reads: 1n, writes: 3n })

/**
 * Gives the uid of a hotkey to another, and what belongs to the neuron by the name of its hotkey.
 * Where there is no uid, that the new hotkey is no member is written nevertheless.
 *
 * @returns the weight that the reference counts
 */
export function moveNeuron(ctx: Context, swap: HotkeySwap, netuid: NetUid): Weight {
  const { oldHotkey, newHotkey } = swap
  const isMember = IsNetworkMember.get(ctx, oldHotkey, netuid)
  IsNetworkMember.remove(ctx, oldHotkey, netuid)
  IsNetworkMember.set(ctx, newHotkey, netuid, isMember)
  const neuron = isMember ? moveMember(ctx, swap, netuid) : ZERO_WEIGHT
  return addWeights(MOVE, neuron, moveTake(ctx, swap, netuid))
}

function moveMember(ctx: Context, swap: HotkeySwap, netuid: NetUid): Weight {
  return addWeights(
    moveSeat(ctx, swap, netuid),
    moveEntry(ctx, Prometheus, netuid, swap),
    moveEntry(ctx, Axons, netuid, swap),
    ...mechanismIndices(ctx, netuid).map((index) => moveEntry(ctx, WeightCommits, index, swap)),
    renameLoadedEmission(ctx, swap, netuid),
    moveEntry(ctx, NeuronCertificates, netuid, swap),
  )
}

function moveSeat(ctx: Context, { oldHotkey, newHotkey }: HotkeySwap, netuid: NetUid): Weight {
  const uid = Uids.get(ctx, netuid, oldHotkey)
  if (uid === undefined) return ZERO_WEIGHT
  Uids.remove(ctx, netuid, oldHotkey)
  Uids.set(ctx, netuid, newHotkey, uid)
  Keys.set(ctx, netuid, asUid(uid), newHotkey)
  return SEAT
}

/** A map whose second key is the hotkey. */
type MapByHotkey<K, T> = StorageItem<[K, AccountId], T, T | undefined>

function moveEntry<K, T>(
  ctx: Context,
  map: MapByHotkey<K, T>,
  at: K,
  { oldHotkey, newHotkey }: HotkeySwap,
): Weight {
  const value = map.get(ctx, at, oldHotkey)
  if (value === undefined) return ZERO_WEIGHT
  map.remove(ctx, at, oldHotkey)
  map.set(ctx, at, newHotkey, value)
  return MOVE
}

function renameLoadedEmission(
  ctx: Context,
  { oldHotkey, newHotkey }: HotkeySwap,
  netuid: NetUid,
): Weight {
  const loaded = LoadedEmission.get(ctx, netuid)
  if (loaded === undefined) return ZERO_WEIGHT
  const renamed = loaded.map(
    ([hotkey, ...emission]) =>
      [equalBytes(hotkey, oldHotkey) ? newHotkey : hotkey, ...emission] as const,
  )
  LoadedEmission.set(ctx, netuid, renamed)
  return MOVE
}

/** A take that was never set is not written. */
function moveTake(ctx: Context, { oldHotkey, newHotkey }: HotkeySwap, netuid: NetUid): Weight {
  if (!ChildkeyTake.has(ctx, oldHotkey, netuid)) return ZERO_WEIGHT
  const take = ChildkeyTake.get(ctx, oldHotkey, netuid)
  ChildkeyTake.remove(ctx, oldHotkey, netuid)
  ChildkeyTake.set(ctx, newHotkey, netuid, take)
  return MOVE
}
