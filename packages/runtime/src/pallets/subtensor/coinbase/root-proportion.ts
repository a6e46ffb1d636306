import {
  netUid,
  safeDivTrunc,
  saturatingAdd,
  saturatingFromInteger,
  saturatingMulFloor,
  saturatingPlus,
  U96F32,
} from '@plexus/primitives'
import type { AlphaRao, NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { taoWeight } from '../epoch/inherited-stake.ts'
import { RootProp } from '../storage/emission.ts'
import { SubnetAlphaIn, SubnetAlphaOut, SubnetTAO } from '../storage/pools.ts'
import { subnetsToEmitTo } from './emit-to.ts'

const ROOT = netUid(0)

/** Alpha of a subnet in its pool and outside, in 10⁻⁹ alpha. */
export const alphaIssuance = (ctx: Context, netuid: NetUid): AlphaRao =>
  saturatingPlus(SubnetAlphaIn.get(ctx, netuid), SubnetAlphaOut.get(ctx, netuid))

/** The part of a subnet's dividends that is root's (spec: 30-block-step §7.3). */
export function rootProportion(ctx: Context, netuid: NetUid): U96F32 {
  const rootTao = saturatingFromInteger(U96F32, SubnetTAO.get(ctx, ROOT))
  const weighed = saturatingMulFloor(U96F32, rootTao, taoWeight(ctx))
  const alpha = saturatingFromInteger(U96F32, alphaIssuance(ctx, netuid))
  return safeDivTrunc(U96F32, weighed, saturatingAdd(U96F32, weighed, alpha))
}

/** Writes down the proportions for those who read them; nothing here depends on them. */
export function updateRootProportions(ctx: Context): void {
  for (const netuid of subnetsToEmitTo(ctx)) {
    RootProp.set(ctx, netuid, rootProportion(ctx, netuid))
  }
}
