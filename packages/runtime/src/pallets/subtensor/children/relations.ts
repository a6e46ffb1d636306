import { bytesToHex, compareBytes, equalBytes } from '@plexus/primitives'
import type { AccountId, NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { ensure } from '../../../frame/error.ts'
import { errors } from '../errors.ts'
import { ChildKeys, ParentKeys } from '../storage/keys.ts'

/** Part of 2^64 − 1 of a parent's stake, and the other end of the relation. */
export type Edge = readonly [proportion: bigint, account: AccountId]

/** The children and parents of one hotkey on one subnet, each account once, by its bytes. */
export interface Relations {
  readonly pivot: AccountId
  readonly children: readonly Edge[]
  readonly parents: readonly Edge[]
}

const MAX_CHILDREN = 5
const U64_MAX = (1n << 64n) - 1n

/**
 * The relations of a hotkey with the children it has, or with others in their place.
 *
 * @throws DispatchFailure ProportionOverflow, ChildParentInconsistency
 */
export function relationsOf(
  ctx: Context,
  pivot: AccountId,
  netuid: NetUid,
  children: readonly Edge[] = ChildKeys.get(ctx, pivot, netuid),
): Relations {
  const isOther = ([, account]: Edge): boolean => !equalBytes(account, pivot)
  const relations = {
    pivot,
    children: byAccount(children.filter(isOther)),
    parents: byAccount(ParentKeys.get(ctx, pivot, netuid).filter(isOther)),
  }
  ensureProportions(relations.children)
  ensureSeparate(relations.children, relations.parents)
  return relations
}

/**
 * Whether a hotkey may have these children.
 *
 * @throws DispatchFailure InvalidChild, TooManyChildren, ProportionOverflow,
 * ChildParentInconsistency
 */
export function ensureChildren({ pivot, parents }: Relations, children: readonly Edge[]): void {
  const unique = byAccount(children)
  ensure(!hasEdge(unique, pivot), errors.InvalidChild)
  ensure(unique.length <= MAX_CHILDREN, errors.TooManyChildren)
  ensureProportions(unique)
  ensureSeparate(unique, parents)
}

/**
 * Writes relations from both ends; whom a hotkey no longer knows forgets it too.
 *
 * @returns how many far ends were written
 */
export function persistRelations(
  ctx: Context,
  netuid: NetUid,
  { pivot, children, parents }: Relations,
): number {
  const formerChildren = ChildKeys.get(ctx, pivot, netuid)
  setEdges(ctx, ChildKeys, pivot, netuid, children)
  const linked = link(ctx, ParentKeys, netuid, pivot, children, formerChildren)
  const formerParents = ParentKeys.get(ctx, pivot, netuid)
  setEdges(ctx, ParentKeys, pivot, netuid, parents)
  return linked + link(ctx, ChildKeys, netuid, pivot, parents, formerParents)
}

/** Brings the far ends of a hotkey's edges in line with it. */
function link(
  ctx: Context,
  far: typeof ChildKeys,
  netuid: NetUid,
  pivot: AccountId,
  edges: readonly Edge[],
  former: readonly Edge[],
): number {
  for (const [proportion, account] of edges) {
    const known = far.get(ctx, account, netuid)
    setEdges(ctx, far, account, netuid, withEdge(known, [proportion, pivot]))
  }
  const lost = byAccount(former).filter(([, account]) => !hasEdge(edges, account))
  for (const [, account] of lost) {
    setEdges(ctx, far, account, netuid, withoutEdge(far.get(ctx, account, netuid), pivot))
  }
  return edges.length + lost.length
}

/** The edges without that to an account. */
export const withoutEdge = (edges: readonly Edge[], account: AccountId): readonly Edge[] =>
  edges.filter(([, each]) => !equalBytes(each, account))

/** The edges with one of them changed in its place, or added at the end. */
function withEdge(edges: readonly Edge[], edge: Edge): readonly Edge[] {
  const at = edges.findIndex(([, account]) => equalBytes(account, edge[1]))
  return at < 0 ? [...edges, edge] : edges.with(at, edge)
}

/** Stores the edges of a hotkey; without any there is no entry. */
export function setEdges(
  ctx: Context,
  map: typeof ChildKeys,
  hotkey: AccountId,
  netuid: NetUid,
  edges: readonly Edge[],
): void {
  if (edges.length === 0) map.remove(ctx, hotkey, netuid)
  else map.set(ctx, hotkey, netuid, edges)
}

function ensureProportions(children: readonly Edge[]): void {
  const total = children.reduce((sum, [proportion]) => sum + proportion, 0n)
  ensure(total <= U64_MAX, errors.ProportionOverflow)
}

function ensureSeparate(children: readonly Edge[], parents: readonly Edge[]): void {
  const overlaps = children.some(([, child]) => hasEdge(parents, child))
  ensure(!overlaps, errors.ChildParentInconsistency)
}

/** Whether one of the edges leads to an account. */
export const hasEdge = (edges: readonly Edge[], account: AccountId): boolean =>
  edges.some(([, each]) => equalBytes(each, account))

/** Each account once with its last proportion, by the accounts' bytes. */
function byAccount(edges: readonly Edge[]): readonly Edge[] {
  const last = new Map(edges.map((edge) => [bytesToHex(edge[1]), edge]))
  return [...last.values()].sort(([, a], [, b]) => compareBytes(a, b))
}
