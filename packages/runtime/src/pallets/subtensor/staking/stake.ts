import type { AccountId, AlphaRao, NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'

/** The stake of a coldkey with a hotkey, in 10⁻⁹ alpha (spec: 10-state §2.3). */
export function stakeOf(
  _ctx: Context,
  _hotkey: AccountId,
  _coldkey: AccountId,
  _netuid: NetUid,
): AlphaRao {
  throw new Error('not built')
}

/** All stake with a hotkey, in 10⁻⁹ alpha. */
export function hotkeyStake(_ctx: Context, _hotkey: AccountId, _netuid: NetUid): AlphaRao {
  throw new Error('not built')
}

/** Adds to the stake of one coldkey. */
export function increaseStake(
  _ctx: Context,
  _hotkey: AccountId,
  _coldkey: AccountId,
  _netuid: NetUid,
  _amount: AlphaRao,
): void {
  throw new Error('not built')
}

/** Takes from the stake of one coldkey; nothing where it has less. @returns whether it was taken */
export function decreaseStake(
  _ctx: Context,
  _hotkey: AccountId,
  _coldkey: AccountId,
  _netuid: NetUid,
  _amount: AlphaRao,
): boolean {
  throw new Error('not built')
}

/** Adds to the stake of all who staked with a hotkey, each by its share. */
export function increaseStakeOfAll(
  _ctx: Context,
  _hotkey: AccountId,
  _netuid: NetUid,
  _amount: AlphaRao,
): void {
  throw new Error('not built')
}

/** Whether the share pool can tell this amount from nothing. */
export function isPreciseEnough(
  _ctx: Context,
  _hotkey: AccountId,
  _netuid: NetUid,
  _amount: AlphaRao,
): boolean {
  throw new Error('not built')
}

/** Shares of the pools of a hotkey, old and new, in the order in which the reference walks them. */
export function shareEntries(
  _ctx: Context,
  _hotkey: AccountId,
): readonly (readonly [coldkey: AccountId, netuid: NetUid])[] {
  throw new Error('not built')
}
