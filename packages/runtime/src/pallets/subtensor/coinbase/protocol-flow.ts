import type { NetUid, Rao } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { SubnetProtocolFlow } from '../storage/pools.ts'

// What the chain itself puts into a pool and takes out of it: a counter that only grows and falls
// (spec: 30-block-step §7.2).

const MAX = (1n << 63n) - 1n
const MIN = -(1n << 63n)

/** Counts TAO that the chain put into a pool. */
export function recordProtocolInflow(ctx: Context, netuid: NetUid, tao: Rao): void {
  SubnetProtocolFlow.update(ctx, netuid, (flow) => clamped(flow + signed(tao)))
}

/** Counts TAO that the chain took out of a pool. */
export function recordProtocolOutflow(ctx: Context, netuid: NetUid, tao: Rao): void {
  SubnetProtocolFlow.update(ctx, netuid, (flow) => clamped(flow - signed(tao)))
}

/** The reference casts, so that an amount above 2^63 counts as negative. */
const signed = (tao: Rao): bigint => BigInt.asIntN(64, tao)

const clamped = (flow: bigint): bigint => (flow > MAX ? MAX : flow < MIN ? MIN : flow)
