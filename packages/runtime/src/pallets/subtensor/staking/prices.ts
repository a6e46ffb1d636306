import {
  rao,
  saturatingFloorToU64,
  saturatingFromInteger,
  saturatingMulFloor,
  U64F64,
} from '@plexus/primitives'
import type { AlphaRao, NetUid, Rao } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { currentAlphaPrice } from '../../swap/index.ts'

/** Least amount of TAO that may be staked or unstaked, in rao. */
export const MIN_STAKE = rao(2_000_000n)
/** What alpha is worth at the current price, in rao, rounded down. */
export function valueOfAlpha(ctx: Context, netuid: NetUid, alpha: AlphaRao): Rao {
  const price = currentAlphaPrice(ctx, netuid)
  const value = saturatingMulFloor(U64F64, price, saturatingFromInteger(U64F64, alpha))
  return rao(saturatingFloorToU64(U64F64, value))
}
