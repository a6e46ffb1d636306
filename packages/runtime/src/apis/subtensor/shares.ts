import { equalBytes } from '@plexus/primitives'
import type { AccountId, NetUid } from '@plexus/primitives'
import type { Context } from '../../frame/context.ts'
import { shareEntries } from '../../pallets/subtensor/staking/stake.ts'

/** Subnets on which a coldkey has shares with a hotkey, ascending. */
export const sharesOn = (ctx: Context, hotkey: AccountId, coldkey: AccountId): readonly NetUid[] =>
  shareEntries(ctx, hotkey)
    .filter((entry) => equalBytes(entry.coldkey, coldkey))
    .map(({ netuid }) => netuid)

/** Whether two accounts are the same, or both are absent. */
export const sameMaybe = (a: AccountId | undefined, b: AccountId | undefined): boolean =>
  a === undefined || b === undefined ? a === b : equalBytes(a, b)
