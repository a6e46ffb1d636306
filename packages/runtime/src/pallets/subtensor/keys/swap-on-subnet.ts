import type { NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { ensure } from '../../../frame/error.ts'
import { addWeights, weight, ZERO_WEIGHT } from '../../../frame/weight.ts'
import type { Weight } from '../../../frame/weight.ts'
import { currentBlock } from '../block.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'
import { swapHotkeyLocks } from '../locks/swap-hotkey-locks.ts'
import { OwnedHotkeys, Owner } from '../storage/keys.ts'
import { LastHotkeySwapOnNetuid, LastRateLimitedBlock } from '../storage/limits.ts'
import { isSubnetAccount } from '../subnets/account.ts'
import type { HotkeySwap } from './hotkey-swap.ts'
import { moveHotkey } from './move-hotkey.ts'
import { appendAccount, includesAccount } from './ownership.ts'
import { payForHotkeySwap } from './pay-for-swap.ts'
import { hotkeySwapInterval, KEY_SWAP_ON_SUBNET_COST } from './swap-terms.ts'

/** What the reference counts for the interval, the price, the owner and the records. */
const TERMS = weight(0n, { reads: 7n, writes: 4n })
const OWNED = weight(0n, { reads: 1n, writes: 1n })

/**
 * The swap of a hotkey on one subnet, which need not exist; the old hotkey keeps its owner. Event
 * HotkeySwappedOnSubnet. Here the first swap counts from block 0.
 *
 * @returns the weight that the reference counts
 * @throws DispatchFailure HotKeySwapOnSubnetIntervalNotPassed, CannotUseSystemAccount,
 *   NotEnoughBalanceToPaySwapHotKey, InsufficientBalance, or what the children say
 */
export function swapOnSubnet(ctx: Context, swap: HotkeySwap, netuid: NetUid): Weight {
  const { coldkey, oldHotkey, newHotkey } = swap
  const block = currentBlock(ctx)
  const last = LastHotkeySwapOnNetuid.get(ctx, netuid, coldkey)
  const isDue = last + hotkeySwapInterval(ctx.config) < block
  ensure(isDue, errors.HotKeySwapOnSubnetIntervalNotPassed)
  ensure(!isSubnetAccount(newHotkey), errors.CannotUseSystemAccount)
  payForHotkeySwap(ctx, coldkey, KEY_SWAP_ON_SUBNET_COST)
  Owner.set(ctx, newHotkey, coldkey)
  const isOwned = includesAccount(OwnedHotkeys.get(ctx, coldkey), newHotkey)
  appendAccount(ctx, OwnedHotkeys, coldkey, newHotkey)
  const locks = swapHotkeyLocks(ctx, [netuid], oldHotkey, newHotkey)
  const moved = moveHotkey(ctx, swap, netuid)
  LastRateLimitedBlock.set(ctx, { type: 'LastTxBlock', value: coldkey }, block)
  LastHotkeySwapOnNetuid.set(ctx, netuid, coldkey, block)
  const value = { coldkey, old_hotkey: oldHotkey, new_hotkey: newHotkey, netuid }
  ctx.deposit(events, { type: 'HotkeySwappedOnSubnet', value })
  return addWeights(TERMS, isOwned ? ZERO_WEIGHT : OWNED, locks, moved)
}
