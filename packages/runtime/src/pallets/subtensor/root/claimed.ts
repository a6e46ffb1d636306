import {
  saturatingFloorToU128,
  saturatingFromInteger,
  saturatingMulFloor,
  I96F32,
  netUid,
} from '@plexus/primitives'
import type { AccountId, AlphaRao, NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { RootClaimable, RootClaimed } from '../storage/root-claim.ts'

const ROOT = netUid(0)
const U128_MAX = (1n << 128n) - 1n

/**
 * Root stake was added: what was claimable before is none of the newcomer's (spec: 30-block-step §12.2).
 *
 * @param amount root stake, in rao
 */
export function addToRootClaimed(
  ctx: Context,
  hotkey: AccountId,
  coldkey: AccountId,
  amount: AlphaRao,
): void {
  for (const [netuid, rate] of RootClaimable.get(ctx, hotkey)) {
    const part = partOf(rate, amount)
    RootClaimed.update(ctx, netuid, hotkey, coldkey, (claimed) => addToClaimed(claimed, part))
  }
}

/** Root stake was taken away. @param amount root stake, in rao */
export function takeFromRootClaimed(
  ctx: Context,
  hotkey: AccountId,
  coldkey: AccountId,
  amount: AlphaRao,
): void {
  for (const [netuid, rate] of RootClaimable.get(ctx, hotkey)) {
    if (netuid === ROOT) continue
    const part = partOf(rate, amount)
    RootClaimed.update(ctx, netuid, hotkey, coldkey, (claimed) =>
      claimed < part ? 0n : claimed - part,
    )
  }
}

/** A subnet is dissolved: nothing of it can be claimed any more. */
export function forgetRootClaims(ctx: Context, netuid: NetUid): void {
  for (const [[hotkey]] of RootClaimable.entries(ctx)) {
    // The entry of every hotkey is written, also where it had nothing of this subnet.
    RootClaimable.update(ctx, hotkey, (rates) => rates.filter(([of]) => of !== netuid))
  }
  RootClaimed.clear(ctx, [netuid])
}

/** What was claimed, and more; at most 2^128 − 1. */
export function addToClaimed(claimed: bigint, more: bigint): bigint {
  const sum = claimed + more
  return sum > U128_MAX ? U128_MAX : sum
}

/** The alpha that a rate gives to an amount of root stake, rounded down. */
const partOf = (rate: I96F32, amount: AlphaRao): bigint =>
  saturatingFloorToU128(
    I96F32,
    saturatingMulFloor(I96F32, rate, saturatingFromInteger(I96F32, amount)),
  )
