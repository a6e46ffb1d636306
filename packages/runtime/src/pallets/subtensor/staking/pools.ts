import type { AlphaRao, NetUid, Rao } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'

/** What a swap of a fixed input came to (spec: 40-amm §4). Units: `In` of what was given, `Out` of what was got. */
export interface SwapOutcome<In extends Rao | AlphaRao, Out extends Rao | AlphaRao> {
  /** What went into the pool, the fee not included. */
  readonly paidIn: In
  readonly paidOut: Out
  readonly fee: In
  /** The part of the fee that is the block author's; today all of it. */
  readonly feeToAuthor: In
}

/** Buys alpha with TAO and books it on the reserves (spec: 40-amm §5.1). @param limit price·10⁹, at most @throws DispatchFailure of Swap */
export function swapTaoForAlpha(
  _ctx: Context,
  _netuid: NetUid,
  _tao: Rao,
  _limit: bigint,
  _dropFees: boolean,
): SwapOutcome<Rao, AlphaRao> {
  throw new Error('not built')
}

/** Sells alpha for TAO and books it on the reserves. @param limit price·10⁹, at least @throws DispatchFailure of Swap */
export function swapAlphaForTao(
  _ctx: Context,
  _netuid: NetUid,
  _alpha: AlphaRao,
  _limit: bigint,
  _dropFees: boolean,
): SwapOutcome<AlphaRao, Rao> {
  throw new Error('not built')
}

/** As `swapTaoForAlpha` with fees at the widest limit, and taken back. @throws DispatchFailure of Swap */
export function simulateBuy(_ctx: Context, _netuid: NetUid, _tao: Rao): SwapOutcome<Rao, AlphaRao> {
  throw new Error('not built')
}

/** As `swapAlphaForTao` with fees at the widest limit, and taken back. @throws DispatchFailure of Swap */
export function simulateSell(
  _ctx: Context,
  _netuid: NetUid,
  _alpha: AlphaRao,
): SwapOutcome<AlphaRao, Rao> {
  throw new Error('not built')
}
