import { fixedFromRaw, U64F64 } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { currentAlphaPrice } from '../../swap/index.ts'
import { userNetuids } from './prune.ts'

/**
 * The median of the prices of all subnets that have one, in rao per 10⁻⁹ alpha: what the alpha of a
 * new subnet costs at first. Of an even number, half the sum of the middle two; 1 without any.
 */
export function medianAlphaPrice(ctx: Context): U64F64 {
  const prices = userNetuids(ctx)
    .map((netuid) => currentAlphaPrice(ctx, netuid))
    .filter((price) => price > 0n)
    .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  const upper = prices[prices.length >> 1]
  const lower = prices[(prices.length - 1) >> 1]
  if (lower === undefined || upper === undefined) return U64F64.one
  return prices.length % 2 === 1 ? upper : fixedFromRaw(U64F64, halfSum(lower, upper))
}

/** The sum saturates before it is halved. */
function halfSum(lower: U64F64, upper: U64F64): bigint {
  const sum = lower + upper
  return (sum > U64F64.max ? U64F64.max : sum) >> 1n
}
