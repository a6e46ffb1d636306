import { bytesToHex, compareBytes, netUid, saturatingPlus } from '@plexus/primitives'
import type { AccountId, NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { addWeights, weight } from '../../../frame/weight.ts'
import type { Weight } from '../../../frame/weight.ts'
import { swapVotingPower } from '../epoch/voting-power.ts'
import { moveRootClaims } from '../root/move-claims.ts'
import { decreaseStake, increaseStake, stakeOf } from '../staking/stake.ts'
import { AlphaDividendsPerSubnet, TotalHotkeyAlphaLastEpoch } from '../storage/emission.ts'
import { AutoParentDelegationEnabled, StakingHotkeys } from '../storage/keys.ts'
import { Alpha, AlphaV2 } from '../storage/stake.ts'
import type { HotkeySwap } from './hotkey-swap.ts'
import { appendAccount, includesAccount } from './ownership.ts'

const ROOT = netUid(0)
const MOVE = weight(0n, { reads: 1n, writes: 2n })
const WRITE = weight(0n, { writes: 1n })
/** What the reference counts for two records of dividends and for the voting power. */
const RECORDS = weight(0n, { reads: 6n, writes: 6n })
const STAKER = weight(0n, { reads: 3n, writes: 2n })

/**
 * Moves all stake with a hotkey on a subnet to another, coldkey by coldkey, and what is counted by
 * stake; on the root network also what can be claimed.
 *
 * @returns the weight that the reference counts
 */
export function moveHotkeyStake(ctx: Context, swap: HotkeySwap, netuid: NetUid): Weight {
  const { oldHotkey, newHotkey } = swap
  moveRecords(ctx, swap, netuid)
  swapVotingPower(ctx, netuid, oldHotkey, newHotkey)
  const { coldkeys, entries } = stakersOf(ctx, oldHotkey, netuid)
  let used = addWeights(RECORDS, weight(0n, { reads: entries, writes: entries }))
  for (const coldkey of coldkeys) {
    used = addWeights(used, moveStaker(ctx, swap, coldkey, netuid))
  }
  return netuid === ROOT ? addWeights(used, moveClaims(ctx, swap)) : used
}

function moveRecords(ctx: Context, { oldHotkey, newHotkey }: HotkeySwap, netuid: NetUid): void {
  const alpha = TotalHotkeyAlphaLastEpoch.get(ctx, oldHotkey, netuid)
  TotalHotkeyAlphaLastEpoch.remove(ctx, oldHotkey, netuid)
  TotalHotkeyAlphaLastEpoch.update(ctx, newHotkey, netuid, (own) => saturatingPlus(own, alpha))
  const dividends = AlphaDividendsPerSubnet.get(ctx, netuid, oldHotkey)
  AlphaDividendsPerSubnet.remove(ctx, netuid, oldHotkey)
  AlphaDividendsPerSubnet.update(ctx, netuid, newHotkey, (own) => saturatingPlus(own, dividends))
}

/** Whoever has shares of the hotkey on the subnet, by the accounts' bytes. */
function stakersOf(
  ctx: Context,
  hotkey: AccountId,
  netuid: NetUid,
): {
  readonly coldkeys: readonly AccountId[]
  /** Entries of the hotkey on all subnets, which the reference reads and counts. */
  readonly entries: bigint
} {
  const entries = [...Alpha.entries(ctx, hotkey), ...AlphaV2.entries(ctx, hotkey)]
  const here = entries.flatMap(([[, coldkey, of]]) => (of === netuid ? [coldkey] : []))
  const unique = new Map(here.map((coldkey) => [bytesToHex(coldkey), coldkey]))
  return {
    coldkeys: [...unique.values()].sort((a, b) => compareBytes(a, b)),
    entries: BigInt(entries.length),
  }
}

function moveStaker(
  ctx: Context,
  { oldHotkey, newHotkey }: HotkeySwap,
  coldkey: AccountId,
  netuid: NetUid,
): Weight {
  const stake = stakeOf(ctx, oldHotkey, coldkey, netuid)
  decreaseStake(ctx, oldHotkey, coldkey, netuid, stake)
  increaseStake(ctx, newHotkey, coldkey, netuid, stake)
  const hotkeys = StakingHotkeys.get(ctx, coldkey)
  // Shares that are worth nothing do not list the new hotkey by themselves.
  const isMissing = includesAccount(hotkeys, oldHotkey) && !includesAccount(hotkeys, newHotkey)
  if (!isMissing) return STAKER
  appendAccount(ctx, StakingHotkeys, coldkey, newHotkey)
  return addWeights(STAKER, WRITE)
}

/** Alpha that can be claimed goes with the root stake alone, whatever subnet it is of. */
function moveClaims(ctx: Context, { oldHotkey, newHotkey }: HotkeySwap): Weight {
  const claims = BigInt(moveRootClaims(ctx, oldHotkey, newHotkey))
  // Two for the rates, one for their subnets, and for each claim one to list it and two to move it.
  const used = weight(0n, { reads: 3n + 3n * claims, writes: 2n + 2n * claims })
  if (!AutoParentDelegationEnabled.has(ctx, oldHotkey)) return used
  const isEnabled = AutoParentDelegationEnabled.get(ctx, oldHotkey)
  AutoParentDelegationEnabled.remove(ctx, oldHotkey)
  AutoParentDelegationEnabled.set(ctx, newHotkey, isEnabled)
  return addWeights(used, MOVE)
}
