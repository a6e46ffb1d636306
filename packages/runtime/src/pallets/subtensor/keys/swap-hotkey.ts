import { equalBytes, netUid } from '@plexus/primitives'
import type { AccountId, NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { ensure } from '../../../frame/error.ts'
import { addWeights, weight } from '../../../frame/weight.ts'
import type { Weight } from '../../../frame/weight.ts'
import { currentBlock } from '../block.ts'
import { errors } from '../errors.ts'
import { isRegisteredOnAny } from '../registration/neurons.ts'
import { hotkeyStake } from '../staking/stake.ts'
import { LastRateLimitedBlock, TxRateLimit } from '../storage/limits.ts'
import { IsNetworkMember } from '../storage/neurons.ts'
import { RootClaimable, RootClaimed } from '../storage/root-claim.ts'
import type { HotkeySwap } from './hotkey-swap.ts'
import { hotkeyExists, ownsHotkey } from './ownership.ts'
import { swapOnAllSubnets } from './swap-on-all-subnets.ts'
import { swapOnSubnet } from './swap-on-subnet.ts'

const ROOT = netUid(0)
/** Last blocks that belong to a hotkey. */
const HOTKEY_LIMITS = ['LastTxBlock', 'LastTxBlockDelegateTake', 'LastTxBlockChildKeyTake'] as const
/** What the reference counts for the checks and for the rate limits. */
const CHECKS = weight(0n, { reads: 7n, writes: 3n })

/**
 * Puts one hotkey of a coldkey in the place of another, on one subnet or on all
 * (spec: 20-calls §9.1).
 *
 * @param netuid all subnets by default
 * @returns the weight that the reference counts
 * @throws DispatchFailure
 */
export function swapHotkey(ctx: Context, swap: HotkeySwap, netuid: NetUid | undefined): Weight {
  const { coldkey, oldHotkey, newHotkey } = swap
  ensure(ownsHotkey(ctx, coldkey, oldHotkey), errors.NonAssociatedColdKey)
  const mayTake = !hotkeyExists(ctx, newHotkey) || ownsHotkey(ctx, coldkey, newHotkey)
  ensure(mayTake, errors.NonAssociatedColdKey)
  ensure(!equalBytes(oldHotkey, newHotkey), errors.NewHotKeyIsSameWithOld)
  ensure(passesTxLimit(ctx, coldkey), errors.HotKeySetTxRateLimitExceeded)
  ensure(!isTaken(ctx, newHotkey, netuid), errors.HotKeyAlreadyRegisteredInSubNet)
  if (netuid === undefined || netuid === ROOT) {
    ensure(isCleanOnRoot(ctx, newHotkey), errors.NewHotKeyNotCleanForRootSwap)
  }
  for (const type of HOTKEY_LIMITS) {
    const last = LastRateLimitedBlock.get(ctx, { type, value: oldHotkey })
    LastRateLimitedBlock.set(ctx, { type, value: newHotkey }, last)
  }
  const used = netuid === undefined ? swapOnAllSubnets(ctx, swap) : swapOnSubnet(ctx, swap, netuid)
  return addWeights(CHECKS, used)
}

/** Unlike other limits, this one takes one block more. */
function passesTxLimit(ctx: Context, coldkey: AccountId): boolean {
  const limit = TxRateLimit.get(ctx)
  const last = LastRateLimitedBlock.get(ctx, { type: 'LastTxBlock', value: coldkey })
  const block = currentBlock(ctx)
  return limit === 0n || last === 0n || (block > last ? block - last : 0n) > limit
}

/** On one subnet an entry counts that says the hotkey is no member, which older swaps leave. */
const isTaken = (ctx: Context, hotkey: AccountId, netuid: NetUid | undefined): boolean =>
  netuid === undefined ? isRegisteredOnAny(ctx, hotkey) : IsNetworkMember.has(ctx, hotkey, netuid)

/** Root claims of two hotkeys cannot be told apart once they are one. */
function isCleanOnRoot(ctx: Context, hotkey: AccountId): boolean {
  if (RootClaimable.get(ctx, hotkey).length > 0 || hotkeyStake(ctx, hotkey, ROOT) > 0n) return false
  return RootClaimed.entries(ctx, ROOT, hotkey).next().done === true
}
