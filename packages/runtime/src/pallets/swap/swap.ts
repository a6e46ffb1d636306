import { alphaRao, rao, safeDivTrunc, saturatingFromInteger, U64F64 } from '@plexus/primitives'
import type { AlphaRao, NetUid, Perquintill, Rao } from '@plexus/primitives'
import type { Context } from '../../frame/context.ts'
import { ensure } from '../../frame/error.ts'
import { SubnetAlphaIn, SubnetTAO } from '../subtensor/storage/pools.ts'
import { amountInForRatio, amountOut, priceOf, weightOfAlpha } from './balancer.ts'
import { MINIMUM_RESERVE } from './config.ts'
import { errors } from './errors.ts'
import { feeOnTop, feeWithin } from './fee.ts'
import { initializePool } from './liquidity.ts'
import { currentAlphaPrice, isDynamic } from './price.ts'
import { SwapBalancer } from './storage.ts'

/** What a swap of a fixed input came to (spec: 40-amm §4). Units: `In` of what was given, `Out` of what was got. */
export interface SwapOutcome<In extends Rao | AlphaRao, Out extends Rao | AlphaRao> {
  /** What went into the pool, the fee not included. */
  readonly paidIn: In
  readonly paidOut: Out
  readonly fee: In
  /** The part of the fee that is the block author's; today all of it. */
  readonly feeToAuthor: In
}

/** On what terms an amount is swapped. */
export interface SwapTerms {
  /** Worst price after the swap, in rao per alpha (price · 10⁹): at most when buying, at least when selling. */
  readonly limit: bigint
  readonly dropFees: boolean
  /** Take everything back, and do not compare what is paid out with the reserve. */
  readonly simulate: boolean
}

/** The widest limit of a purchase, in rao per alpha. */
export const MAX_PRICE = 1_000_000_000_000_000n
/** The widest limit of a sale, in rao per alpha. */
export const MIN_PRICE = 1000n

const MAX_INPUT_RESERVES = 1000n
const U64_MAX = (1n << 64n) - 1n
const PRICE_UNIT = saturatingFromInteger(U64F64, 1_000_000_000n)

/** Buys alpha from the pool; its reserves are for the caller to change. @throws DispatchFailure */
export function buyAlpha(
  ctx: Context,
  netuid: NetUid,
  tao: Rao,
  terms: SwapTerms,
): SwapOutcome<Rao, AlphaRao> {
  const { paidIn, paidOut, fee, feeToAuthor } = swapInLayer(ctx, netuid, 'buy', tao, terms)
  return {
    paidIn: rao(paidIn),
    paidOut: alphaRao(paidOut),
    fee: rao(fee),
    feeToAuthor: rao(feeToAuthor),
  }
}

/** Sells alpha to the pool; its reserves are for the caller to change. @throws DispatchFailure */
export function sellAlpha(
  ctx: Context,
  netuid: NetUid,
  alpha: AlphaRao,
  terms: SwapTerms,
): SwapOutcome<AlphaRao, Rao> {
  const { paidIn, paidOut, fee, feeToAuthor } = swapInLayer(ctx, netuid, 'sell', alpha, terms)
  return {
    paidIn: alphaRao(paidIn),
    paidOut: rao(paidOut),
    fee: alphaRao(fee),
    feeToAuthor: alphaRao(feeToAuthor),
  }
}

type Direction = 'buy' | 'sell'

interface Amounts {
  readonly paidIn: bigint
  readonly paidOut: bigint
  readonly fee: bigint
  readonly feeToAuthor: bigint
}

/** The pool as an order sees it. */
interface Pool {
  readonly w2: Perquintill
  readonly x: bigint
  readonly y: bigint
  readonly reserves: { readonly input: bigint; readonly output: bigint }
  readonly weightIn: Perquintill
  readonly weightOut: Perquintill
}

function swapInLayer(
  ctx: Context,
  netuid: NetUid,
  direction: Direction,
  amount: bigint,
  { limit, dropFees, simulate }: SwapTerms,
): Amounts {
  const highest = safeDivTrunc(U64F64, saturatingFromInteger(U64F64, limit), PRICE_UNIT)
  const run = (): Amounts => swapAmount(ctx, netuid, direction, amount, highest, dropFees)
  if (simulate) return ctx.discarding(run)
  const { output } = poolOf(ctx, netuid, direction).reserves
  const amounts = ctx.transactional(run)
  // The reference keeps what was written when it refuses here.
  ensure(output >= amounts.paidOut, errors.InsufficientLiquidity)
  return amounts
}

function swapAmount(
  ctx: Context,
  netuid: NetUid,
  direction: Direction,
  amount: bigint,
  limit: U64F64,
  dropFees: boolean,
): Amounts {
  const feeOfAll = dropFees || !isDynamic(ctx, netuid) ? 0n : feeWithin(ctx, netuid, amount)
  const net = amount > feeOfAll ? amount - feeOfAll : 0n
  const { input, output } = poolOf(ctx, netuid, direction).reserves
  const most = input * MAX_INPUT_RESERVES
  ensure(net <= (most > U64_MAX ? U64_MAX : most), errors.SwapInputTooLarge)
  ensure(output >= MINIMUM_RESERVE, errors.ReservesTooLow)
  initializePool(ctx, netuid)
  const price = currentAlphaPrice(ctx, netuid)
  const isWithin = direction === 'buy' ? price < limit : price > limit
  ensure(isWithin, errors.PriceLimitExceeded)

  // The first swap may have set the weights, so the pool is read again.
  const pool = poolOf(ctx, netuid, direction)
  const outOfNet = outOf(pool, net)
  const target = priceAfter(pool, direction, net, outOfNet)
  const isWhole = direction === 'buy' ? target <= limit : target >= limit
  const paidIn = isWhole ? net : amountToLimit(pool, direction, price, limit)
  const fee = isWhole ? feeOfAll : dropFees ? 0n : feeOnTop(ctx, netuid, paidIn)
  const paidOut = isWhole ? outOfNet : outOf(pool, paidIn)
  ensure(paidIn === 0n || paidOut !== 0n, errors.ReservesTooLow)
  return { paidIn, paidOut, fee, feeToAuthor: paidIn === 0n ? 0n : fee }
}

function poolOf(ctx: Context, netuid: NetUid, direction: Direction): Pool {
  const x = SubnetAlphaIn.get(ctx, netuid)
  const y = SubnetTAO.get(ctx, netuid)
  const w2 = SwapBalancer.get(ctx, netuid).quote
  const w1 = weightOfAlpha(w2)
  return direction === 'buy'
    ? { w2, x, y, reserves: { input: y, output: x }, weightIn: w2, weightOut: w1 }
    : { w2, x, y, reserves: { input: x, output: y }, weightIn: w1, weightOut: w2 }
}

const outOf = ({ reserves, weightIn, weightOut }: Pool, paid: bigint): bigint =>
  amountOut(reserves, paid, weightIn, weightOut)

function priceAfter({ w2, x, y }: Pool, direction: Direction, paid: bigint, out: bigint): U64F64 {
  return direction === 'buy'
    ? priceOf(w2, x > out ? x - out : 0n, saturated(y + paid))
    : priceOf(w2, saturated(x + paid), y > out ? y - out : 0n)
}

/** What the pool takes until its price is the limit. */
function amountToLimit(pool: Pool, direction: Direction, price: U64F64, limit: U64F64): bigint {
  const ratio =
    direction === 'buy'
      ? { numerator: limit, denominator: price }
      : { numerator: price, denominator: limit }
  return amountInForRatio(ratio, pool.weightOut, pool.reserves.input)
}

const saturated = (amount: bigint): bigint => (amount > U64_MAX ? U64_MAX : amount)
