import { fixedFromRaw, U64F64 } from '@plexus/primitives'
import type { Context } from '../../frame/context.ts'
import { NetworksAdded } from '../subtensor/storage/networks.ts'
import { SubtokenEnabled } from '../subtensor/storage/pools.ts'
import { currentAlphaPrice, isDynamic } from './price.ts'
import { AlphaSqrtPrice } from './storage.ts'

/**
 * Brings the square roots that released clients read up to date with the pools of the started
 * subnets. PERF: five cached reads and a root a subnet; nothing is written while a price stands.
 */
export function updateSqrtPrices(ctx: Context): void {
  for (const [[netuid]] of NetworksAdded.entries(ctx)) {
    if (!isDynamic(ctx, netuid) || !SubtokenEnabled.get(ctx, netuid)) continue
    const root = sqrtFloor(currentAlphaPrice(ctx, netuid))
    if (AlphaSqrtPrice.get(ctx, netuid) !== root) AlphaSqrtPrice.set(ctx, netuid, root)
  }
}

/** The square root, rounded down. */
export function sqrtFloor(value: U64F64): U64F64 {
  const square = value << U64F64.fraction
  if (square === 0n) return U64F64.zero
  const half = BigInt((square.toString(2).length + 1) >> 1)
  // Newton's steps from above go down until they meet the root.
  let root = 1n << half
  for (;;) {
    const next = (root + square / root) >> 1n
    if (next >= root) return fixedFromRaw(U64F64, root)
    root = next
  }
}
