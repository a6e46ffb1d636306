import { bytesToHex, encodeSs58 } from '@plexus/primitives'
import type { AccountId, NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import type { Fault } from '../../../frame/pallet.ts'
import { Lock, LockingColdkeys } from '../storage/locks.ts'
import { TotalHotkeyAlpha, TotalHotkeyShares, TotalHotkeySharesV2 } from '../storage/stake.ts'
import { addSafeFloats, fixedToSafeFloat, safeFloatToU64, SAFE_FLOAT_ZERO } from './safe-float.ts'
import type { SafeFloat } from './safe-float.ts'
import { allShareEntries } from './stake.ts'

/** Shares are kept to 20 digits and every change rounds: what is left over stays below these. */
const TOLERATED_PART = 1_000_000n
const TOLERATED_SHARES = 1n

interface SharePool {
  readonly hotkey: AccountId
  readonly netuid: NetUid
  readonly shares: SafeFloat
}

/** The denominator of every share pool is the sum of its shares, but for rounding. */
export function sharesAddUp(ctx: Context): readonly Fault[] {
  const pools = sharePools(ctx)
  for (const map of [TotalHotkeySharesV2, TotalHotkeyShares]) {
    for (const [[hotkey, netuid]] of map.entries(ctx)) {
      const name = poolName(hotkey, netuid)
      if (!pools.has(name)) pools.set(name, { hotkey, netuid, shares: SAFE_FLOAT_ZERO })
    }
  }
  return [...pools.values()].flatMap(({ hotkey, netuid, shares }) => {
    const sum = safeFloatToU64(shares)
    const denominator = safeFloatToU64(denominatorOf(ctx, hotkey, netuid))
    const difference = sum > denominator ? sum - denominator : denominator - sum
    if (difference <= denominator / TOLERATED_PART + TOLERATED_SHARES) return []
    const of = `${encodeSs58(hotkey)} on ${netuid}`
    return [`the shares of ${of} are ${sum}, their denominator is ${denominator}`]
  })
}

/** Nobody has shares of a hotkey with which nothing is staked, but for rounding. */
export function sharesAreOfStake(ctx: Context): readonly Fault[] {
  return [...sharePools(ctx).values()].flatMap(({ hotkey, netuid, shares }) => {
    const sum = safeFloatToU64(shares)
    if (sum <= TOLERATED_SHARES || TotalHotkeyAlpha.has(ctx, hotkey, netuid)) return []
    return [`${sum} shares of ${encodeSs58(hotkey)} on ${netuid} are shares of nothing`]
  })
}

/** Every lock is listed with its hotkey, and every listed coldkey has the lock. */
export function locksAreListed(ctx: Context): readonly Fault[] {
  const faults: Fault[] = []
  for (const [[coldkey, netuid, hotkey]] of Lock.entries(ctx)) {
    if (LockingColdkeys.has(ctx, netuid, hotkey, coldkey)) continue
    faults.push(`the lock of ${encodeSs58(coldkey)} on ${netuid} is not listed`)
  }
  for (const [[netuid, hotkey, coldkey]] of LockingColdkeys.entries(ctx)) {
    if (Lock.has(ctx, coldkey, netuid, hotkey)) continue
    faults.push(`${encodeSs58(coldkey)} is listed on ${netuid} and has no lock there`)
  }
  return faults
}

export const stakingInvariants = [sharesAddUp, sharesAreOfStake, locksAreListed] as const

function sharePools(ctx: Context): Map<string, SharePool> {
  const pools = new Map<string, SharePool>()
  for (const { hotkey, netuid, share } of allShareEntries(ctx)) {
    const name = poolName(hotkey, netuid)
    const before = pools.get(name)?.shares ?? SAFE_FLOAT_ZERO
    pools.set(name, { hotkey, netuid, shares: addSafeFloats(before, share) ?? before })
  }
  return pools
}

function denominatorOf(ctx: Context, hotkey: AccountId, netuid: NetUid): SafeFloat {
  return TotalHotkeyShares.has(ctx, hotkey, netuid)
    ? fixedToSafeFloat(TotalHotkeyShares.get(ctx, hotkey, netuid))
    : TotalHotkeySharesV2.get(ctx, hotkey, netuid)
}

const poolName = (hotkey: AccountId, netuid: NetUid): string => `${bytesToHex(hotkey)}${netuid}`
