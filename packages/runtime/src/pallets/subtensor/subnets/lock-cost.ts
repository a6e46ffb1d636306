import {
  I64F64,
  rao,
  safeDivTrunc,
  saturatingFloorToU64,
  saturatingFromInteger,
  saturatingMinus,
  saturatingMulFloor,
} from '@plexus/primitives'
import type { Rao } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { currentBlock } from '../block.ts'
import { recordBlockEmission } from '../coinbase/block-emission.ts'
import { lastRateLimitedBlock } from '../limits/rate-limits.ts'
import { TotalIssuance } from '../storage/emission.ts'
import {
  NetworkLastLockCost,
  NetworkLockReductionInterval,
  NetworkMinLockCost,
} from '../storage/networks.ts'

const FULL_EMISSION = saturatingFromInteger(I64F64, 1_000_000_000n)
const U64_MAX = (1n << 64n) - 1n

/** What the price of a subnet depends on. */
export interface LockCostInput {
  /** Rao that the last subnet cost. */
  readonly last: Rao
  /** The price never falls below, in rao. */
  readonly min: Rao
  /** When the last subnet was registered, 0 for never. */
  readonly lastBlock: bigint
  readonly block: bigint
  /** Blocks in which the price falls by what the last subnet cost; 0 for never. */
  readonly interval: bigint
}

/** What a new subnet costs in this block, in rao (spec: 30-block-step §15.2). */
export function networkLockCost(ctx: Context): Rao {
  const emission = recordBlockEmission(ctx, TotalIssuance.get(ctx))
  return lockCost({
    last: NetworkLastLockCost.get(ctx),
    min: NetworkMinLockCost.get(ctx),
    lastBlock: lastRateLimitedBlock(ctx, { type: 'NetworkLastRegistered' }),
    block: currentBlock(ctx),
    interval: lockReductionInterval(NetworkLockReductionInterval.get(ctx), emission),
  })
}

/** Twice the last price at first, then falling in a straight line. */
export function lockCost({ last, min, lastBlock, block, interval }: LockCostInput): Rao {
  const start = lastBlock === 0n ? last : rao(capped(last * 2n))
  const elapsed = block > lastBlock ? block - lastBlock : 0n
  const perBlock = interval === 0n ? 0n : last / interval
  const cost = saturatingMinus(start, rao(capped(perBlock * elapsed)))
  return cost < min ? min : cost
}

/** The interval shrinks with the block emission. @param emission of a block, in rao */
export function lockReductionInterval(interval: bigint, emission: Rao): bigint {
  const halving = safeDivTrunc(I64F64, saturatingFromInteger(I64F64, emission), FULL_EMISSION)
  const scaled = saturatingMulFloor(I64F64, saturatingFromInteger(I64F64, interval), halving)
  return saturatingFloorToU64(I64F64, scaled)
}

const capped = (value: bigint): bigint => (value > U64_MAX ? U64_MAX : value)
