import type { Client } from '../../client/client.ts'
import { getAlphaPrice } from './get-alpha-price.ts'

/** How far a price may move against the caller. */
export interface SlippageGuard {
  /** Part of the present price, 0 to 1. Default 0.005: half a percent. */
  readonly tolerance?: number
  /** Trades what fits within the limit, where not all does. Default false: then nothing. */
  readonly allowPartial?: boolean
}

/** A guard, or none. Default: a guard of half a percent. */
export type Slippage = SlippageGuard | 'off'

/** Limit in the form that the calls take. */
export interface PriceLimit {
  readonly limit_price: bigint
  readonly allow_partial: boolean
}

const DEFAULT_TOLERANCE = 0.005
const MILLION = 1_000_000n
const RAO = 1_000_000_000n

/** The highest price at which to buy, rounded up; `undefined` without a guard. */
export async function buyLimit(
  client: Client,
  netuid: number,
  slippage: Slippage = {},
): Promise<PriceLimit | undefined> {
  if (slippage === 'off') return undefined
  const price = await getAlphaPrice(client, { netuid })
  const factor = MILLION + millionths(slippage)
  return limit((price * factor + MILLION - 1n) / MILLION, slippage)
}

/** The lowest price at which to sell, rounded down; `undefined` without a guard. */
export async function sellLimit(
  client: Client,
  netuid: number,
  slippage: Slippage = {},
): Promise<PriceLimit | undefined> {
  if (slippage === 'off') return undefined
  const price = await getAlphaPrice(client, { netuid })
  return limit((price * (MILLION - millionths(slippage))) / MILLION, slippage)
}

/** The lowest price of one alpha in the other, × 10⁹, rounded down; `undefined` without a guard. */
export async function swapLimit(
  client: Client,
  [origin, destination]: readonly [number, number],
  slippage: Slippage = {},
): Promise<PriceLimit | undefined> {
  if (slippage === 'off') return undefined
  const [from, to] = await Promise.all([
    getAlphaPrice(client, { netuid: origin }),
    getAlphaPrice(client, { netuid: destination }),
  ])
  // A pool without a price has nothing to trade: the chain says so.
  const ratio = to === 0n ? 0n : (from * RAO) / to
  return limit((ratio * (MILLION - millionths(slippage))) / MILLION, slippage)
}

/** @throws RangeError where it is no part of 1 */
export function millionths({ tolerance = DEFAULT_TOLERANCE }: SlippageGuard): bigint {
  if (!(tolerance >= 0 && tolerance <= 1)) {
    throw new RangeError(`The tolerance is ${tolerance}; give a part of 1, such as 0.01 for 1 %.`)
  }
  return BigInt(Math.round(tolerance * 1_000_000))
}

const limit = (price: bigint, { allowPartial = false }: SlippageGuard): PriceLimit => ({
  limit_price: price,
  allow_partial: allowPartial,
})
