import type { AlphaRao, NetUid, Rao, U64F64 } from '@plexus/primitives'
import type { Context } from '../../frame/context.ts'

/** Price of a subnet's alpha, in rao per 10⁻⁹ alpha; 1 where the mechanism is stable (spec: 40-amm §2). */
export function currentAlphaPrice(_ctx: Context, _netuid: NetUid): U64F64 {
  throw new Error('not built')
}

/** Keeps the price while the chain adds to both reserves (spec: 40-amm §7). @returns what may be added */
export function adjustProtocolLiquidity(
  _ctx: Context,
  _netuid: NetUid,
  _tao: Rao,
  _alpha: AlphaRao,
): { readonly tao: Rao; readonly alpha: AlphaRao } {
  throw new Error('not built')
}

/** Forgets the pool of a subnet that is dissolved. */
export function clearProtocolLiquidity(_ctx: Context, _netuid: NetUid): void {
  throw new Error('not built')
}
