import type { AccountId, AlphaRao, I64F64, NetUid, U96F32 } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'

/** The weight of TAO beside alpha (spec: 30-block-step §7.3). */
export function taoWeight(_ctx: Context): U96F32 {
  throw new Error('not built')
}

/** Stake of a hotkey with that of its parents and without what its children got (spec: 35 §2.1). */
export function inheritedStake(
  _ctx: Context,
  _hotkey: AccountId,
  _netuid: NetUid,
): { readonly alpha: AlphaRao; readonly tao: AlphaRao; readonly total: I64F64 } {
  throw new Error('not built')
}
