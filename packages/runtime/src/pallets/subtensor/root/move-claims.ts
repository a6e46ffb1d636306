import { I96F32, saturatingAdd } from '@plexus/primitives'
import type { AccountId, NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { RootClaimable, RootClaimed } from '../storage/root-claim.ts'
import { byNumber } from '../types.ts'
import { addToClaimed } from './claimed.ts'

/** Who staked with whom. */
interface StakePosition {
  readonly hotkey: AccountId
  readonly coldkey: AccountId
}

/** Adds what was claimed at one position to another; an entry is written, also of nothing. */
export function moveRootClaimed(
  ctx: Context,
  netuid: NetUid,
  from: StakePosition,
  to: StakePosition,
): void {
  const claimed = RootClaimed.get(ctx, netuid, from.hotkey, from.coldkey)
  RootClaimed.remove(ctx, netuid, from.hotkey, from.coldkey)
  RootClaimed.update(ctx, netuid, to.hotkey, to.coldkey, (before) => addToClaimed(before, claimed))
}

/**
 * Moves everything that can be claimed from a hotkey, and what was, to another.
 *
 * @returns how many claims were moved
 */
export function moveRootClaims(ctx: Context, from: AccountId, to: AccountId): number {
  let moved = 0
  for (const netuid of moveRates(ctx, from, to)) {
    for (const [[, , coldkey]] of RootClaimed.entries(ctx, netuid, from)) {
      moveRootClaimed(ctx, netuid, { hotkey: from, coldkey }, { hotkey: to, coldkey })
      moved += 1
    }
  }
  return moved
}

/** Adds the rates of one hotkey to those of another; the subnets that there are rates of. */
function moveRates(ctx: Context, from: AccountId, to: AccountId): readonly NetUid[] {
  const rates = new Map(RootClaimable.get(ctx, to))
  for (const [netuid, rate] of RootClaimable.get(ctx, from)) {
    rates.set(netuid, saturatingAdd(I96F32, rates.get(netuid) ?? I96F32.zero, rate))
  }
  RootClaimable.remove(ctx, from)
  const merged = [...rates].sort(([a], [b]) => byNumber(a, b))
  RootClaimable.set(ctx, to, merged)
  return merged.map(([netuid]) => netuid)
}
