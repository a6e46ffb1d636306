import {
  alphaRao,
  rao,
  safeDivTrunc,
  saturatingFloorToU64,
  saturatingFromInteger,
  saturatingMinus,
  saturatingPlus,
  U64F64,
} from '@plexus/primitives'
import type { AlphaRao, NetUid, Rao } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import {
  buyAlpha,
  currentAlphaPrice,
  isDynamic,
  MAX_PRICE,
  MIN_PRICE,
  sellAlpha,
} from '../../swap/index.ts'
import type { SwapOutcome } from '../../swap/index.ts'
import { TotalStake } from '../storage/emission.ts'
import { SubnetAlphaIn, SubnetAlphaOut, SubnetTAO, SubnetVolume } from '../storage/pools.ts'
import { subnetExists } from '../subnets/list.ts'

export type { SwapOutcome } from '../../swap/index.ts'

const U128_MAX = (1n << 128n) - 1n
const I64_MAX = (1n << 63n) - 1n

/** Buys alpha with TAO and books it on the reserves (spec: 40-amm §5.1). @param limit price·10⁹, at most @throws DispatchFailure of Swap */
export function swapTaoForAlpha(
  ctx: Context,
  netuid: NetUid,
  tao: Rao,
  limit: bigint,
  dropFees: boolean,
): SwapOutcome<Rao, AlphaRao> {
  const outcome = isDynamic(ctx, netuid)
    ? buyAlpha(ctx, netuid, tao, { limit, dropFees, simulate: false })
    : { paidIn: tao, paidOut: alphaRao(tao), fee: rao(0n), feeToAuthor: rao(0n) }
  const alphaLeaves = alphaRao(reserveChange(outcome.paidOut))
  if (alphaLeaves > 0n) {
    SubnetAlphaIn.update(ctx, netuid, (reserve) => saturatingMinus(reserve, alphaLeaves))
  }
  SubnetAlphaOut.update(ctx, netuid, (total) => saturatingPlus(total, outcome.paidOut))
  const taoEnters = rao(reserveChange(outcome.paidIn))
  SubnetTAO.update(ctx, netuid, (reserve) => saturatingPlus(reserve, taoEnters))
  // What was offered counts, the fee and what a limit left over included.
  TotalStake.update(ctx, (total) => saturatingPlus(total, tao))
  addVolume(ctx, netuid, tao)
  return outcome
}

/** Sells alpha for TAO and books it on the reserves. @param limit price·10⁹, at least @throws DispatchFailure of Swap */
export function swapAlphaForTao(
  ctx: Context,
  netuid: NetUid,
  alpha: AlphaRao,
  limit: bigint,
  dropFees: boolean,
): SwapOutcome<AlphaRao, Rao> {
  const outcome = isDynamic(ctx, netuid)
    ? sellAlpha(ctx, netuid, alpha, { limit, dropFees, simulate: false })
    : { paidIn: alpha, paidOut: rao(alpha), fee: alphaRao(0n), feeToAuthor: alphaRao(0n) }
  const alphaEnters = alphaRao(reserveChange(outcome.paidIn))
  SubnetAlphaIn.update(ctx, netuid, (reserve) => saturatingPlus(reserve, alphaEnters))
  SubnetAlphaOut.update(ctx, netuid, (total) => saturatingMinus(total, alphaEnters))
  const taoLeaves = rao(reserveChange(outcome.paidOut))
  if (taoLeaves > 0n) {
    SubnetTAO.update(ctx, netuid, (reserve) => saturatingMinus(reserve, taoLeaves))
  }
  TotalStake.update(ctx, (total) => saturatingMinus(total, outcome.paidOut))
  addVolume(ctx, netuid, outcome.paidOut)
  return outcome
}

/** As `swapTaoForAlpha` with fees at the widest limit, and taken back. @throws DispatchFailure of Swap */
export function simulateBuy(ctx: Context, netuid: NetUid, tao: Rao): SwapOutcome<Rao, AlphaRao> {
  if (isDynamic(ctx, netuid)) {
    return buyAlpha(ctx, netuid, tao, { limit: MAX_PRICE, dropFees: false, simulate: true })
  }
  const amount = subnetExists(ctx, netuid) ? tao : 0n
  return { paidIn: rao(amount), paidOut: alphaRao(amount), fee: rao(0n), feeToAuthor: rao(0n) }
}

/** As `swapAlphaForTao` with fees at the widest limit, and taken back. @throws DispatchFailure of Swap */
export function simulateSell(
  ctx: Context,
  netuid: NetUid,
  alpha: AlphaRao,
): SwapOutcome<AlphaRao, Rao> {
  if (isDynamic(ctx, netuid)) {
    return sellAlpha(ctx, netuid, alpha, { limit: MIN_PRICE, dropFees: false, simulate: true })
  }
  const amount = subnetExists(ctx, netuid) ? alpha : 0n
  const none = alphaRao(0n)
  return { paidIn: alphaRao(amount), paidOut: rao(amount), fee: none, feeToAuthor: none }
}

/** Alpha that is worth so much TAO at the price of now, rounded down; 0 where the price is 0. */
export function alphaAmountForTao(ctx: Context, netuid: NetUid, tao: Rao): AlphaRao {
  if (!isDynamic(ctx, netuid)) return alphaRao(tao)
  const price = currentAlphaPrice(ctx, netuid)
  const amount = safeDivTrunc(U64F64, saturatingFromInteger(U64F64, tao), price)
  return alphaRao(saturatingFloorToU64(U64F64, amount))
}

function addVolume(ctx: Context, netuid: NetUid, tao: Rao): void {
  SubnetVolume.update(ctx, netuid, (total) => {
    const sum = total + tao
    return sum > U128_MAX ? U128_MAX : sum
  })
}

/** Changes of the reserves are signed 64-bit numbers in the reference, at the bound when larger. */
const reserveChange = (amount: bigint): bigint => (amount > I64_MAX ? I64_MAX : amount)
