import type { AlphaRao, NetUid, Rao } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { ensure } from '../../../frame/error.ts'
import { isDynamic } from '../../swap/index.ts'
import { errors } from '../errors.ts'
import { SubnetAlphaIn, SubnetTAO } from '../storage/pools.ts'

/** A swap takes at most this many times what the pool has. */
const MAX_RESERVES = 1000n
const U64_MAX = 2n ** 64n - 1n
const ROOT = 0

/** @throws DispatchFailure InsufficientLiquidity where the pool is too small to take so much TAO */
export const ensureTaoWithinLimit = (ctx: Context, netuid: NetUid, tao: Rao): void =>
  ensureWithin(ctx, netuid, tao, SubnetTAO.get(ctx, netuid))

/** @throws DispatchFailure InsufficientLiquidity where the pool is too small to take so much alpha */
export const ensureAlphaWithinLimit = (ctx: Context, netuid: NetUid, alpha: AlphaRao): void =>
  ensureWithin(ctx, netuid, alpha, SubnetAlphaIn.get(ctx, netuid))

function ensureWithin(ctx: Context, netuid: NetUid, amount: bigint, reserve: bigint): void {
  if (netuid === ROOT || !isDynamic(ctx, netuid)) return
  const most = reserve * MAX_RESERVES
  ensure(amount <= (most > U64_MAX ? U64_MAX : most), errors.InsufficientLiquidity)
}
