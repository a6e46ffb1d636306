import type { NetUid, Rao } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { SubnetTaoFlow } from '../storage/pools.ts'

const MAX = 2n ** 63n - 1n

/** Counts TAO that stakers brought into a subnet. @param amount in rao */
export const recordInflow = (ctx: Context, netuid: NetUid, amount: Rao): void =>
  SubnetTaoFlow.update(ctx, netuid, (flow) => saturated(flow + BigInt.asIntN(64, amount)))

/** Counts TAO that stakers took out of a subnet. @param amount in rao */
export const recordOutflow = (ctx: Context, netuid: NetUid, amount: Rao): void =>
  SubnetTaoFlow.update(ctx, netuid, (flow) => saturated(flow - BigInt.asIntN(64, amount)))

function saturated(flow: bigint): bigint {
  if (flow > MAX) return MAX
  return flow < -MAX - 1n ? -MAX - 1n : flow
}
