import { equalBytes } from '@plexus/primitives'
import type { AccountId, NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { ensure } from '../../../frame/error.ts'
import { addWeights, weight, ZERO_WEIGHT } from '../../../frame/weight.ts'
import type { Weight } from '../../../frame/weight.ts'
import { currentBlock } from '../block.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'
import { swapHotkeyLocks } from '../locks/swap-hotkey-locks.ts'
import { shareEntries } from '../staking/stake.ts'
import type { ShareEntry } from '../staking/stake.ts'
import { ChildKeys, Delegates, OwnedHotkeys, Owner, StakingHotkeys } from '../storage/keys.ts'
import { LastHotkeySwapOnNetuid, LastRateLimitedBlock } from '../storage/limits.ts'
import { IsNetworkMember } from '../storage/neurons.ts'
import { allNetuids } from '../subnets/list.ts'
import type { HotkeySwap } from './hotkey-swap.ts'
import { moveHotkey } from './move-hotkey.ts'
import { assignHotkey, includesAccount } from './ownership.ts'
import { payForHotkeySwap } from './pay-for-swap.ts'
import { hotkeySwapInterval, KEY_SWAP_COST } from './swap-terms.ts'

const READ = weight(0n, { reads: 1n })
const WRITE = weight(0n, { writes: 1n })
/** What the reference counts for the owner and its list, and for three limits that are removed. */
const NAMES = weight(0n, { reads: 5n, writes: 8n })
const DELEGATE = weight(0n, { reads: 2n, writes: 2n })

/**
 * The swap of a hotkey on all subnets; event HotkeySwapped.
 *
 * @returns the weight that the reference counts
 * @throws DispatchFailure HotKeySwapOnSubnetIntervalNotPassed, NotEnoughBalanceToPaySwapHotKey,
 *   InsufficientBalance, CannotUseSystemAccount, or what the children say
 */
export function swapOnAllSubnets(ctx: Context, swap: HotkeySwap): Weight {
  const { coldkey, oldHotkey, newHotkey } = swap
  const block = currentBlock(ctx)
  const netuids = allNetuids(ctx)
  const affected = netuids.filter((netuid) => takesPart(ctx, oldHotkey, netuid))
  const hasPassed = affected.every((netuid) => isDue(ctx, netuid, coldkey, block))
  ensure(hasPassed, errors.HotKeySwapOnSubnetIntervalNotPassed)
  payForHotkeySwap(ctx, coldkey, KEY_SWAP_COST)
  const moved = moveEverything(ctx, swap, netuids)
  for (const netuid of affected) LastHotkeySwapOnNetuid.set(ctx, netuid, coldkey, block)
  LastRateLimitedBlock.set(ctx, { type: 'LastTxBlock', value: coldkey }, block)
  const value = { coldkey, old_hotkey: oldHotkey, new_hotkey: newHotkey }
  ctx.deposit(events, { type: 'HotkeySwapped', value })
  const [all, some] = [BigInt(netuids.length), BigInt(affected.length)]
  return addWeights(moved, weight(0n, { reads: 2n * all + some + 4n, writes: some + 3n }))
}

/** Being somebody's child does not count: anybody can make a hotkey one. */
const takesPart = (ctx: Context, hotkey: AccountId, netuid: NetUid): boolean =>
  IsNetworkMember.get(ctx, hotkey, netuid) || ChildKeys.get(ctx, hotkey, netuid).length > 0

/** The first swap may come at any time. */
function isDue(ctx: Context, netuid: NetUid, coldkey: AccountId, block: bigint): boolean {
  const last = LastHotkeySwapOnNetuid.get(ctx, netuid, coldkey)
  return last === 0n || last + hotkeySwapInterval(ctx.config) < block
}

function moveEverything(ctx: Context, swap: HotkeySwap, netuids: readonly NetUid[]): Weight {
  const { coldkey, oldHotkey, newHotkey, keepStake } = swap
  const shares = shareEntries(ctx, oldHotkey)
  const locks = swapHotkeyLocks(ctx, netuids, oldHotkey, newHotkey)
  Owner.remove(ctx, oldHotkey)
  assignHotkey(ctx, coldkey, newHotkey)
  replaceOwned(ctx, swap)
  const subnets = netuids.map((netuid) => moveHotkey(ctx, swap, netuid))
  LastRateLimitedBlock.remove(ctx, { type: 'LastTxBlock', value: oldHotkey })
  LastRateLimitedBlock.remove(ctx, { type: 'LastTxBlockDelegateTake', value: oldHotkey })
  LastRateLimitedBlock.remove(ctx, { type: 'LastTxBlockChildKeyTake', value: oldHotkey })
  const delegate = moveDelegate(ctx, swap)
  const stakers = keepStake ? ZERO_WEIGHT : replaceStaking(ctx, swap, shares)
  const read = weight(0n, { reads: BigInt(shares.length) })
  return addWeights(read, locks, NAMES, ...subnets, delegate, stakers)
}

function replaceOwned(ctx: Context, { coldkey, oldHotkey, newHotkey }: HotkeySwap): void {
  OwnedHotkeys.update(ctx, coldkey, (owned) => {
    const all = includesAccount(owned, newHotkey) ? owned : [...owned, newHotkey]
    return all.filter((hotkey) => !equalBytes(hotkey, oldHotkey))
  })
}

function moveDelegate(ctx: Context, { oldHotkey, newHotkey }: HotkeySwap): Weight {
  if (!Delegates.has(ctx, oldHotkey)) return ZERO_WEIGHT
  const take = Delegates.get(ctx, oldHotkey)
  Delegates.remove(ctx, oldHotkey)
  Delegates.set(ctx, newHotkey, take)
  return DELEGATE
}

/** Everybody who staked with the old hotkey now stakes with the new one, which goes last. */
function replaceStaking(
  ctx: Context,
  { oldHotkey, newHotkey }: HotkeySwap,
  shares: readonly ShareEntry[],
): Weight {
  let used = ZERO_WEIGHT
  for (const { coldkey, share } of shares) {
    if (share.mantissa === 0n) continue
    used = addWeights(used, READ)
    const hotkeys = StakingHotkeys.get(ctx, coldkey)
    if (!includesAccount(hotkeys, oldHotkey)) continue
    const others = hotkeys.filter(
      (hotkey) => !equalBytes(hotkey, oldHotkey) && !equalBytes(hotkey, newHotkey),
    )
    StakingHotkeys.set(ctx, coldkey, [...others, newHotkey])
    used = addWeights(used, WRITE)
  }
  return used
}
