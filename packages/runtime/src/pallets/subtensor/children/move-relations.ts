import { equalBytes } from '@plexus/primitives'
import type { AccountId, NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { ensure } from '../../../frame/error.ts'
import { addWeights, weight, ZERO_WEIGHT } from '../../../frame/weight.ts'
import type { Weight } from '../../../frame/weight.ts'
import { errors } from '../errors.ts'
import { ChildKeys, ParentKeys, PendingChildKeys } from '../storage/keys.ts'
import {
  ensureChildren,
  hasEdge,
  persistRelations,
  relationsOf,
  setEdges,
  withoutEdge,
} from './relations.ts'
import type { Relations } from './relations.ts'

const READ = weight(0n, { reads: 1n })
const MOVE = weight(0n, { reads: 1n, writes: 2n })

/**
 * Gives the children and parents of a hotkey to another one, in place of its own; what is pending
 * goes with them.
 *
 * @returns the weight that the reference counts
 * @throws DispatchFailure InvalidChild where one hotkey is child of the other, and as
 *   `ensureChildren` and `relationsOf` for what is pending and what was there before
 */
export function moveRelations(
  ctx: Context,
  netuid: NetUid,
  from: AccountId,
  to: AccountId,
): Weight {
  const relations = relationsOf(ctx, from, netuid)
  const { children, parents } = relations
  forget(ctx, netuid, relations)
  ensure(!hasEdge(children, to) && !hasEdge(parents, to), errors.InvalidChild)
  const moved = { ...relations, pivot: to }
  const pending = movePending(ctx, netuid, from, moved)
  const linked = persistRelations(ctx, netuid, moved)
  const ends = BigInt(children.length + parents.length + linked)
  const own = weight(0n, { reads: ends + 3n, writes: ends + 3n })
  return addWeights(own, pending, renamePendingChild(ctx, netuid, from, to))
}

/** Takes a hotkey out of the relations of others. Emptied lists of children stay as empty lists. */
function forget(ctx: Context, netuid: NetUid, { pivot, children, parents }: Relations): void {
  for (const [, child] of children) {
    const others = withoutEdge(ParentKeys.get(ctx, child, netuid), pivot)
    setEdges(ctx, ParentKeys, child, netuid, others)
  }
  for (const [, parent] of parents) {
    ChildKeys.update(ctx, parent, netuid, (edges) => withoutEdge(edges, pivot))
  }
  ChildKeys.set(ctx, pivot, netuid, [])
  ParentKeys.remove(ctx, pivot, netuid)
}

/** Children that a hotkey has asked for become those that the other has asked for. */
function movePending(ctx: Context, netuid: NetUid, from: AccountId, moved: Relations): Weight {
  if (!PendingChildKeys.has(ctx, netuid, from)) return ZERO_WEIGHT
  const pending = PendingChildKeys.get(ctx, netuid, from)
  ensureChildren(moved, pending[0])
  PendingChildKeys.remove(ctx, netuid, from)
  PendingChildKeys.set(ctx, netuid, moved.pivot, pending)
  return MOVE
}

/** Whoever has asked for the one hotkey as a child gets the other, which goes last. */
function renamePendingChild(ctx: Context, netuid: NetUid, from: AccountId, to: AccountId): Weight {
  let used = ZERO_WEIGHT
  for (const [[, parent], [children, cooldown]] of PendingChildKeys.entries(ctx, netuid)) {
    used = addWeights(used, READ)
    const at = children.findIndex(([, child]) => equalBytes(child, from))
    const edge = children[at]
    if (edge === undefined) continue
    const renamed = [...children.toSpliced(at, 1), [edge[0], to] as const]
    PendingChildKeys.set(ctx, netuid, parent, [renamed, cooldown])
    used = addWeights(used, MOVE)
  }
  return used
}
