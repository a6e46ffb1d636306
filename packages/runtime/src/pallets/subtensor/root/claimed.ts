import type { AccountId, AlphaRao, NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'

/** Root stake was added: what was claimable before is none of the newcomer's (spec: 30-block-step §12.2). */
export function addToRootClaimed(
  _ctx: Context,
  _hotkey: AccountId,
  _coldkey: AccountId,
  _amount: AlphaRao,
): void {
  throw new Error('not built')
}

/** Root stake was taken away. */
export function takeFromRootClaimed(
  _ctx: Context,
  _hotkey: AccountId,
  _coldkey: AccountId,
  _amount: AlphaRao,
): void {
  throw new Error('not built')
}

/** A subnet is dissolved: nothing of it can be claimed any more. */
export function forgetRootClaims(_ctx: Context, _netuid: NetUid): void {
  throw new Error('not built')
}
