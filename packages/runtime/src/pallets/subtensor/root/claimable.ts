import {
  checkedDivTrunc,
  I96F32,
  netUid,
  saturatingAdd,
  saturatingFloorToU64,
  saturatingFromInteger,
  saturatingMulFloor,
  saturatingSub,
} from '@plexus/primitives'
import type { AccountId, AlphaRao, NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { hotkeyStake, increaseStake, stakeOf } from '../staking/stake.ts'
import { Owner } from '../storage/keys.ts'
import { RootClaimable, RootClaimed } from '../storage/root-claim.ts'
import { byNumber } from '../types.ts'

const ROOT = netUid(0)

/**
 * Lets the root stakers of a hotkey claim alpha, each by its share (spec: 30-block-step §12.1).
 * Where there is more alpha than root stake, the owner of the hotkey gets it as stake.
 *
 * @param amount in 10⁻⁹ alpha
 * @returns the owner, where it got the alpha
 */
export function increaseRootClaimable(
  ctx: Context,
  hotkey: AccountId,
  netuid: NetUid,
  amount: AlphaRao,
): AccountId | undefined {
  const total = saturatingFromInteger(I96F32, hotkeyStake(ctx, hotkey, ROOT))
  if (amount > saturatingFloorToU64(I96F32, total)) {
    const owner = Owner.get(ctx, hotkey)
    increaseStake(ctx, hotkey, owner, netuid, amount)
    return owner
  }
  const rise = checkedDivTrunc(I96F32, saturatingFromInteger(I96F32, amount), total) ?? I96F32.zero
  RootClaimable.update(ctx, hotkey, (rates) => {
    const old = rates.find(([of]) => of === netuid)?.[1] ?? I96F32.zero
    const others = rates.filter(([of]) => of !== netuid)
    const own = [netuid, saturatingAdd(I96F32, old, rise)] as const
    return [...others, own].sort(([a], [b]) => byNumber(a, b))
  })
  return undefined
}

/** Alpha of a subnet that a coldkey may claim from a hotkey; negative where it claimed too much. */
export function rootOwed(
  ctx: Context,
  hotkey: AccountId,
  coldkey: AccountId,
  netuid: NetUid,
): I96F32 {
  const stake = saturatingFromInteger(I96F32, stakeOf(ctx, hotkey, coldkey, ROOT))
  const rate = RootClaimable.get(ctx, hotkey).find(([of]) => of === netuid)?.[1] ?? I96F32.zero
  const claimed = saturatingFromInteger(I96F32, RootClaimed.get(ctx, netuid, hotkey, coldkey))
  return saturatingSub(I96F32, saturatingMulFloor(I96F32, rate, stake), claimed)
}
