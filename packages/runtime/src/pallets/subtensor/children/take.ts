import type { AccountId, NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'

/** What a child keeps of its parents' dividends, of 65,535; at least the minimum of the subnet. */
export function childkeyTake(_ctx: Context, _hotkey: AccountId, _netuid: NetUid): number {
  throw new Error('not built')
}

/** The least that a child must keep in this subnet. */
export function minChildkeyTake(_ctx: Context, _netuid: NetUid): number {
  throw new Error('not built')
}
