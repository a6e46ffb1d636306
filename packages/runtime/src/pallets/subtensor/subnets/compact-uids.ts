import { uid as asUid } from '@plexus/primitives'
import type { NetUid, Uid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import type { StorageItem } from '../../../frame/storage.ts'
import type { StorageKey } from '../../../state/view.ts'
import { mechanismIndices } from '../registration/neurons.ts'
import {
  Active,
  AssociatedEvmAddress,
  BlockAtRegistration,
  Bonds,
  Consensus,
  Dividends,
  Incentive,
  Keys,
  LastUpdate,
  StakeWeight,
  Uids,
  ValidatorPermit,
  ValidatorTrust,
  Weights,
} from '../storage/neurons.ts'
import type { NetUidStorageIndex } from '../types.ts'

type Row = StorageItem<[NetUidStorageIndex, number], readonly Entry[], readonly Entry[]>
type Entry = readonly [number, number]

/** Gives the neurons that are left the uids from 0 on. @param kept their uids, ascending */
export function compactUids(ctx: Context, netuid: NetUid, kept: readonly Uid[]): void {
  const pick =
    <T>(missing: T) =>
    (all: readonly T[]): readonly T[] =>
      kept.map((uid) => all[uid] ?? missing)
  Active.update(ctx, netuid, pick(false))
  Consensus.update(ctx, netuid, pick(0))
  Dividends.update(ctx, netuid, pick(0))
  ValidatorTrust.update(ctx, netuid, pick(0))
  ValidatorPermit.update(ctx, netuid, pick(false))
  StakeWeight.update(ctx, netuid, pick(0))
  const indices = mechanismIndices(ctx, netuid)
  for (const index of indices) {
    Incentive.update(ctx, index, pick(0))
    LastUpdate.update(ctx, index, pick(0n))
  }
  const moved = new Map<Uid, Uid>(kept.map((uid, at) => [uid, asUid(at)]))
  for (const [from, to] of moved) {
    for (const item of [Keys, AssociatedEvmAddress, BlockAtRegistration]) {
      swap(ctx, item.key(ctx, netuid, from), item.key(ctx, netuid, to))
    }
    for (const index of indices) {
      moveRow(ctx, Weights, { index, from, to, moved })
      moveRow(ctx, Bonds, { index, from, to, moved })
    }
  }
  Uids.clear(ctx, [netuid])
  for (const uid of moved.values()) Uids.set(ctx, netuid, Keys.get(ctx, netuid, uid), uid)
}

/** Moves what a neuron thinks of others, under their new uids. A row is written even if empty. */
function moveRow(
  ctx: Context,
  item: Row,
  move: {
    readonly index: NetUidStorageIndex
    readonly from: number
    readonly to: number
    readonly moved: ReadonlyMap<number, Uid>
  },
): void {
  const { index, from, to, moved } = move
  swap(ctx, item.key(ctx, index, from), item.key(ctx, index, to))
  item.update(ctx, index, to, (row) =>
    row.flatMap(([target, value]) => {
      const now = moved.get(target)
      return now === undefined ? [] : [[now, value] as const]
    }),
  )
}

/** Exchanges what two keys hold, be it nothing. */
function swap(ctx: Context, a: StorageKey, b: StorageKey): void {
  const [ofA, ofB] = [ctx.state.get(a), ctx.state.get(b)]
  put(ctx, a, ofB)
  put(ctx, b, ofA)
}

function put(ctx: Context, key: StorageKey, value: Uint8Array | undefined): void {
  if (value === undefined) ctx.state.remove(key)
  else ctx.state.set(key, value)
}
