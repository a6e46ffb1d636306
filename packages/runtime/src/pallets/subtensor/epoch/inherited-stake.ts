import {
  alphaRao,
  I64F64,
  netUid,
  safeDivTrunc,
  saturatingAdd,
  saturatingFloorToU64,
  saturatingFromFixedFloor,
  saturatingFromInteger,
  saturatingMulFloor,
  saturatingSub,
  U96F32,
} from '@plexus/primitives'
import type { AccountId, AlphaRao, NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { hotkeyStake } from '../staking/stake.ts'
import { TaoWeight } from '../storage/emission.ts'
import { ChildKeys, ParentKeys } from '../storage/keys.ts'

const ROOT = netUid(0)
const U64_MAX = saturatingFromInteger(U96F32, 2n ** 64n - 1n)

/** What a hotkey weighs in a subnet. */
export interface InheritedStake {
  /** In 10⁻⁹ alpha. */
  readonly alpha: AlphaRao
  /** Of the root network, in rao; as stake it is held in that network's alpha. */
  readonly tao: AlphaRao
  /** alpha + tao · TAO weight. */
  readonly total: I64F64
}

/** The weight of TAO beside alpha, of 1 (spec: 30-block-step §7.3). */
export const taoWeight = (ctx: Context): U96F32 => partOfU64(TaoWeight.get(ctx))

/** Stake of a hotkey with that of its parents and without what its children got (spec: 35 §2.1). */
export function inheritedStake(ctx: Context, hotkey: AccountId, netuid: NetUid): InheritedStake {
  const alpha = inheritedAlpha(ctx, hotkey, netuid)
  const tao = inherited(ctx, hotkey, netuid, ROOT)
  return { alpha, tao, total: totalStake(alpha, tao, taoWeight(ctx)) }
}

/** Stake of both kinds as one number. @param weight of TAO, see `taoWeight` */
export function totalStake(alpha: AlphaRao, tao: AlphaRao, weight: U96F32): I64F64 {
  const wide = saturatingFromFixedFloor(I64F64, U96F32, weight)
  const weighed = saturatingMulFloor(I64F64, saturatingFromInteger(I64F64, tao), wide)
  return saturatingAdd(I64F64, saturatingFromInteger(I64F64, alpha), weighed)
}

/** The alpha alone; in the root network nothing is inherited. */
function inheritedAlpha(ctx: Context, hotkey: AccountId, netuid: NetUid): AlphaRao {
  if (netuid === ROOT) return hotkeyStake(ctx, hotkey, netuid)
  return inherited(ctx, hotkey, netuid, netuid)
}

/** Each part is rounded down to 32 fraction bits before it is added. */
function inherited(ctx: Context, hotkey: AccountId, netuid: NetUid, of: NetUid): AlphaRao {
  const own = saturatingFromInteger(U96F32, hotkeyStake(ctx, hotkey, of))
  let given = U96F32.zero
  for (const [proportion] of ChildKeys.get(ctx, hotkey, netuid)) {
    given = saturatingAdd(U96F32, given, saturatingMulFloor(U96F32, own, partOfU64(proportion)))
  }
  let gained = U96F32.zero
  for (const [proportion, parent] of ParentKeys.get(ctx, hotkey, netuid)) {
    const stake = saturatingFromInteger(U96F32, hotkeyStake(ctx, parent, of))
    gained = saturatingAdd(U96F32, gained, saturatingMulFloor(U96F32, stake, partOfU64(proportion)))
  }
  const kept = saturatingSub(U96F32, own, given)
  return alphaRao(saturatingFloorToU64(U96F32, saturatingAdd(U96F32, kept, gained)))
}

/** A `u64` as a part of the largest `u64`. */
const partOfU64 = (value: bigint): U96F32 =>
  safeDivTrunc(U96F32, saturatingFromInteger(U96F32, value), U64_MAX)
