import { saturatingMinus, saturatingPlus } from '@plexus/primitives'
import type { AlphaRao, NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { burnAlpha, mintAlpha, recycleAlpha } from '../../alpha-assets/index.ts'
import { SubnetAlphaIn, SubnetAlphaOut } from '../storage/pools.ts'

// Where alpha comes from and where it ends (spec: 30-block-step §8). Amounts are in 10⁻⁹ alpha.

/** Mints alpha that will be held by stakers. */
export function mintAlphaOut(ctx: Context, netuid: NetUid, amount: AlphaRao): void {
  mintAlpha(ctx, netuid, amount)
  if (amount > 0n) SubnetAlphaOut.update(ctx, netuid, (total) => saturatingPlus(total, amount))
}

/** Mints alpha into the reserve of the pool. */
export function mintAlphaIn(ctx: Context, netuid: NetUid, amount: AlphaRao): void {
  mintAlpha(ctx, netuid, amount)
  if (amount > 0n) SubnetAlphaIn.update(ctx, netuid, (total) => saturatingPlus(total, amount))
}

/** Destroys outstanding alpha, so that it can be emitted again. */
export function recycleSubnetAlpha(ctx: Context, netuid: NetUid, amount: AlphaRao): void {
  if (amount === 0n) return
  SubnetAlphaOut.update(ctx, netuid, (total) => saturatingMinus(total, amount))
  recycleAlpha(ctx, netuid, amount)
}

/** Takes alpha out of use for ever; the supply stays. */
export function burnSubnetAlpha(ctx: Context, netuid: NetUid, amount: AlphaRao): void {
  burnAlpha(ctx, netuid, amount)
}
