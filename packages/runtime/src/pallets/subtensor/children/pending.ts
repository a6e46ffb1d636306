import type { AccountId, NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { attempt } from '../../balances/attempt.ts'
import { currentBlock } from '../block.ts'
import { events } from '../events.ts'
import { PendingChildKeys } from '../storage/keys.ts'
import { SubtokenEnabled } from '../storage/pools.ts'
import { persistRelations, relationsOf } from './relations.ts'
import type { Edge } from './relations.ts'

/**
 * Applies the children that have waited long enough, all of them while the subnet is not started
 * (spec: 30-block-step §11).
 */
export function applyPendingChildren(ctx: Context, netuid: NetUid): void {
  const block = currentBlock(ctx)
  const isStarted = SubtokenEnabled.get(ctx, netuid)
  const due = [...PendingChildKeys.entries(ctx, netuid)].filter(
    ([, [, cooldown]]) => cooldown < block || !isStarted,
  )
  for (const [[, hotkey], [children]] of due) applyChildren(ctx, hotkey, netuid, children)
  for (const [[, hotkey]] of due) PendingChildKeys.remove(ctx, netuid, hotkey)
}

/** Gives a hotkey these children now; does nothing where its relations do not allow them. */
export function applyChildren(
  ctx: Context,
  hotkey: AccountId,
  netuid: NetUid,
  children: readonly Edge[],
): void {
  const relations = attempt(() => relationsOf(ctx, hotkey, netuid, children))
  if (relations === undefined) return
  persistRelations(ctx, netuid, relations)
  ctx.deposit(events, { type: 'SetChildren', value: [hotkey, netuid, children] })
}
