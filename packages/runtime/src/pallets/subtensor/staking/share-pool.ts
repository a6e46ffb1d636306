import { alphaRao } from '@plexus/primitives'
import type { AccountId, AlphaRao, NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import {
  Alpha,
  AlphaV2,
  TotalHotkeyAlpha,
  TotalHotkeyShares,
  TotalHotkeySharesV2,
} from '../storage/stake.ts'
import {
  addSafeFloats,
  fixedToSafeFloat,
  mulDivSafeFloats,
  orZero,
  SAFE_FLOAT_ZERO,
  safeFloatToU64,
  subtractSafeFloats,
  u64ToSafeFloat,
} from './safe-float.ts'
import type { SafeFloat } from './safe-float.ts'

// The pool of one hotkey on one subnet (spec: 10-state §2.3). Changes are signed, in 10⁻⁹ alpha.

const U64_MAX = (1n << 64n) - 1n

/** The value of a holder's shares, or `undefined` where it has no entry. */
export function valueOfHolder(
  ctx: Context,
  hotkey: AccountId,
  coldkey: AccountId,
  netuid: NetUid,
): AlphaRao | undefined {
  const share = shareOf(ctx, hotkey, coldkey, netuid)
  return share === undefined ? undefined : valueOfShare(ctx, hotkey, netuid, share)
}

/** What so many shares of the pool are worth. */
export function valueOfShare(
  ctx: Context,
  hotkey: AccountId,
  netuid: NetUid,
  share: SafeFloat,
): AlphaRao {
  const total = u64ToSafeFloat(TotalHotkeyAlpha.get(ctx, hotkey, netuid))
  const value = mulDivSafeFloats(total, share, denominatorOf(ctx, hotkey, netuid))
  return alphaRao(safeFloatToU64(orZero(value)))
}

/** Changes the value of the pool; everybody's shares stay. */
export function changeForAll(
  ctx: Context,
  hotkey: AccountId,
  netuid: NetUid,
  change: bigint,
): void {
  const total = TotalHotkeyAlpha.get(ctx, hotkey, netuid) + change
  const value = total < 0n ? 0n : total > U64_MAX ? U64_MAX : total
  if (value === 0n) TotalHotkeyAlpha.remove(ctx, hotkey, netuid)
  else TotalHotkeyAlpha.set(ctx, hotkey, netuid, alphaRao(value))
}

/** Changes what one holder has. A change that cannot be computed leaves the shares as they were. */
export function changeForOne(
  ctx: Context,
  hotkey: AccountId,
  coldkey: AccountId,
  netuid: NetUid,
  change: bigint,
): void {
  const share = shareOf(ctx, hotkey, coldkey, netuid) ?? SAFE_FLOAT_ZERO
  const denominator = denominatorOf(ctx, hotkey, netuid)
  if (denominator.mantissa === 0n) {
    // The first holder owns all that the pool may hold already.
    const all = u64ToSafeFloat(magnitude(change))
    setDenominator(ctx, hotkey, netuid, all)
    setShare(ctx, hotkey, coldkey, netuid, all)
  } else {
    const shares = sharesForChange(ctx, hotkey, netuid, change, denominator)
    const apply = change > 0n ? addSafeFloats : subtractSafeFloats
    setDenominator(ctx, hotkey, netuid, apply(denominator, shares) ?? denominator)
    setShare(ctx, hotkey, coldkey, netuid, apply(share, shares) ?? share)
  }
  changeForAll(ctx, hotkey, netuid, change)
}

/** Whether a change of one holder's value would change its shares. */
export function wouldChangeShares(
  ctx: Context,
  hotkey: AccountId,
  netuid: NetUid,
  change: bigint,
): boolean {
  const denominator = denominatorOf(ctx, hotkey, netuid)
  if (denominator.mantissa === 0n) return true
  return sharesForChange(ctx, hotkey, netuid, change, denominator).mantissa !== 0n
}

function sharesForChange(
  ctx: Context,
  hotkey: AccountId,
  netuid: NetUid,
  change: bigint,
  denominator: SafeFloat,
): SafeFloat {
  const total = u64ToSafeFloat(TotalHotkeyAlpha.get(ctx, hotkey, netuid))
  return orZero(mulDivSafeFloats(u64ToSafeFloat(magnitude(change)), denominator, total))
}

/** The old map is read first; an entry moves to the new one when it is next written. */
function shareOf(
  ctx: Context,
  hotkey: AccountId,
  coldkey: AccountId,
  netuid: NetUid,
): SafeFloat | undefined {
  if (Alpha.has(ctx, hotkey, coldkey, netuid)) {
    return fixedToSafeFloat(Alpha.get(ctx, hotkey, coldkey, netuid))
  }
  if (!AlphaV2.has(ctx, hotkey, coldkey, netuid)) return undefined
  return AlphaV2.get(ctx, hotkey, coldkey, netuid)
}

function setShare(
  ctx: Context,
  hotkey: AccountId,
  coldkey: AccountId,
  netuid: NetUid,
  share: SafeFloat,
): void {
  if (Alpha.has(ctx, hotkey, coldkey, netuid)) Alpha.remove(ctx, hotkey, coldkey, netuid)
  if (share.mantissa === 0n) AlphaV2.remove(ctx, hotkey, coldkey, netuid)
  else AlphaV2.set(ctx, hotkey, coldkey, netuid, share)
}

function denominatorOf(ctx: Context, hotkey: AccountId, netuid: NetUid): SafeFloat {
  if (TotalHotkeyShares.has(ctx, hotkey, netuid)) {
    return fixedToSafeFloat(TotalHotkeyShares.get(ctx, hotkey, netuid))
  }
  return TotalHotkeySharesV2.get(ctx, hotkey, netuid)
}

function setDenominator(
  ctx: Context,
  hotkey: AccountId,
  netuid: NetUid,
  denominator: SafeFloat,
): void {
  if (TotalHotkeyShares.has(ctx, hotkey, netuid)) TotalHotkeyShares.remove(ctx, hotkey, netuid)
  if (denominator.mantissa === 0n) TotalHotkeySharesV2.remove(ctx, hotkey, netuid)
  else TotalHotkeySharesV2.set(ctx, hotkey, netuid, denominator)
}

const magnitude = (change: bigint): bigint => (change < 0n ? -change : change)
