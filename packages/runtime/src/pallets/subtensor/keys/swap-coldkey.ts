import { equalBytes, netUid } from '@plexus/primitives'
import type { AccountId, NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { ensure } from '../../../frame/error.ts'
import { currentBlock } from '../block.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'
import { acceptLockedAlpha } from '../locks/account-flags.ts'
import { swapColdkeyLocks } from '../locks/swap-coldkey-locks.ts'
import { listStakingColdkey, unlistStakingColdkey } from '../root/coldkey-index.ts'
import { moveRootClaimed } from '../root/move-claims.ts'
import { decreaseStake, increaseStake, stakeOf } from '../staking/stake.ts'
import {
  AutoStakeDestination,
  AutoStakeDestinationColdkeys,
  OwnedHotkeys,
  Owner,
  StakingHotkeys,
} from '../storage/keys.ts'
import { LastRateLimitedBlock } from '../storage/limits.ts'
import { IdentitiesV2, SubnetOwner } from '../storage/networks.ts'
import { allNetuids } from '../subnets/list.ts'
import { transferAllTao } from '../tao.ts'
import { appendAccount, assignHotkey, hotkeyExists } from './ownership.ts'

const ROOT = netUid(0)

/**
 * Puts one coldkey in the place of another, with all that it has; event ColdkeySwapped
 * (spec: 20-calls §9.2). How it claims root dividends stays with the old one.
 *
 * @throws DispatchFailure ColdKeyAlreadyAssociated, NewColdKeyIsHotkey, CannotUseSystemAccount,
 *   ActiveLockExists, or what Balances says
 */
export function swapColdkey(ctx: Context, from: AccountId, to: AccountId): void {
  ensure(StakingHotkeys.get(ctx, to).length === 0, errors.ColdKeyAlreadyAssociated)
  ensure(!hotkeyExists(ctx, to), errors.NewColdKeyIsHotkey)
  moveIdentity(ctx, from, to)
  // Flags of the old coldkey take the place of this one when the locks have moved.
  acceptLockedAlpha(ctx, to, true)
  for (const netuid of allNetuids(ctx)) {
    if (equalBytes(SubnetOwner.get(ctx, netuid), from)) SubnetOwner.set(ctx, netuid, to)
    moveAutoStake(ctx, netuid, from, to)
    moveStake(ctx, netuid, from, to)
  }
  moveList(ctx, StakingHotkeys, from, to)
  for (const hotkey of OwnedHotkeys.get(ctx, from)) {
    Owner.remove(ctx, hotkey)
    assignHotkey(ctx, to, hotkey)
  }
  moveList(ctx, OwnedHotkeys, from, to)
  swapColdkeyLocks(ctx, from, to)
  transferAllTao(ctx, from, to)
  LastRateLimitedBlock.set(ctx, { type: 'LastTxBlock', value: to }, currentBlock(ctx))
  const value = { old_coldkey: from, new_coldkey: to }
  ctx.deposit(events, { type: 'ColdkeySwapped', value })
}

/** Where the new coldkey has an identity, the old one keeps its own. */
function moveIdentity(ctx: Context, from: AccountId, to: AccountId): void {
  if (IdentitiesV2.get(ctx, to) !== undefined) return
  const identity = IdentitiesV2.get(ctx, from)
  if (identity === undefined) return
  IdentitiesV2.remove(ctx, from)
  IdentitiesV2.set(ctx, to, identity)
}

function moveAutoStake(ctx: Context, netuid: NetUid, from: AccountId, to: AccountId): void {
  const hotkey = AutoStakeDestination.get(ctx, from, netuid)
  if (hotkey === undefined) return
  AutoStakeDestination.remove(ctx, from, netuid)
  AutoStakeDestination.set(ctx, to, netuid, hotkey)
  AutoStakeDestinationColdkeys.update(ctx, hotkey, netuid, (coldkeys) => [
    ...coldkeys.filter((coldkey) => !equalBytes(coldkey, from) && !equalBytes(coldkey, to)),
    to,
  ])
}

/** What was claimed of a subnet's root dividends moves only along with stake on that subnet. */
function moveStake(ctx: Context, netuid: NetUid, from: AccountId, to: AccountId): void {
  for (const hotkey of StakingHotkeys.get(ctx, from)) {
    const stake = stakeOf(ctx, hotkey, from, netuid)
    decreaseStake(ctx, hotkey, from, netuid, stake)
    increaseStake(ctx, hotkey, to, netuid, stake)
    if (stakeOf(ctx, hotkey, to, netuid) === 0n) continue
    moveRootClaimed(ctx, netuid, { hotkey, coldkey: from }, { hotkey, coldkey: to })
    if (netuid === ROOT) listStakingColdkey(ctx, to)
  }
  if (netuid === ROOT) unlistStakingColdkey(ctx, from)
}

/** Puts the hotkeys of one coldkey after those of another; a list is written, also an empty one. */
function moveList(ctx: Context, list: typeof OwnedHotkeys, from: AccountId, to: AccountId): void {
  const moved = list.get(ctx, from)
  const own = list.get(ctx, to)
  list.remove(ctx, from)
  list.set(ctx, to, own)
  for (const hotkey of moved) appendAccount(ctx, list, to, hotkey)
}
