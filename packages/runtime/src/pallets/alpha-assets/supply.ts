import { saturatingMinus, saturatingPlus } from '@plexus/primitives'
import type { AlphaRao, NetUid } from '@plexus/primitives'
import type { Context } from '../../frame/context.ts'
import { AlphaBurned, AlphaRecycled, TotalAlphaIssuance } from './storage.ts'

/** Counts alpha that comes into being. @param amount in 10⁻⁹ alpha */
export function mintAlpha(ctx: Context, netuid: NetUid, amount: AlphaRao): void {
  if (amount === 0n) return
  TotalAlphaIssuance.update(ctx, netuid, (total) => saturatingPlus(total, amount))
}

/** Counts alpha that is taken out of use for ever. @param amount in 10⁻⁹ alpha */
export function burnAlpha(ctx: Context, netuid: NetUid, amount: AlphaRao): void {
  if (amount === 0n) return
  AlphaBurned.update(ctx, netuid, (total) => saturatingPlus(total, amount))
}

/** Counts alpha that is destroyed. @param amount in 10⁻⁹ alpha */
export function recycleAlpha(ctx: Context, netuid: NetUid, amount: AlphaRao): void {
  if (amount === 0n) return
  AlphaRecycled.update(ctx, netuid, (total) => saturatingPlus(total, amount))
  TotalAlphaIssuance.update(ctx, netuid, (total) => saturatingMinus(total, amount))
}
