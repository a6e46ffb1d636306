import type { AccountId, NetUid, Rao } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'

/** Least stake that a nominator may keep, in rao of TAO (spec: 20-calls §6.8). */
export function nominatorMinimum(_ctx: Context): Rao {
  throw new Error('not built')
}

/** Gives a nomination below the minimum back. */
export function clearSmallNomination(
  _ctx: Context,
  _hotkey: AccountId,
  _coldkey: AccountId,
  _netuid: NetUid,
): void {
  throw new Error('not built')
}

/** The same for everybody who staked anything. */
export function clearSmallNominations(_ctx: Context): void {
  throw new Error('not built')
}
