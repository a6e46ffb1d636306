import { U64F64 } from '@plexus/primitives'
import type { Context } from '../../../../frame/context.ts'
import type { Fault } from '../../../../frame/pallet.ts'
import {
  AccumulatedLeaseDividends,
  NextSubnetLeaseId,
  SubnetLeases,
  SubnetLeaseShares,
  SubnetUidToLeaseId,
} from '../../storage/limits.ts'
import { subnetExists } from '../list.ts'

/** A lease is that of a subnet that knows it; a subnet may know one that has been terminated. */
export function leasesHaveTheirSubnet(ctx: Context): readonly Fault[] {
  const faults: Fault[] = []
  const next = NextSubnetLeaseId.get(ctx)
  for (const [[id], { netuid }] of SubnetLeases.entries(ctx)) {
    if (id >= next) faults.push(`lease ${id} is there, and the next is ${next}`)
    const known = SubnetUidToLeaseId.get(ctx, netuid)
    if (known !== id) faults.push(`lease ${id} is of subnet ${netuid}, which knows ${known}`)
  }
  for (const [[netuid], id] of SubnetUidToLeaseId.entries(ctx)) {
    if (!subnetExists(ctx, netuid)) faults.push(`lease ${id} is of subnet ${netuid}, which is gone`)
  }
  return faults
}

/** Shares are parts of a whole, and nothing is kept for the contributors of a lease that is gone. */
export function leaseSharesAreParts(ctx: Context): readonly Fault[] {
  const faults: Fault[] = []
  const sums = new Map<number, bigint>()
  for (const [[id], share] of SubnetLeaseShares.entries(ctx)) {
    sums.set(id, (sums.get(id) ?? 0n) + share)
  }
  for (const [id, sum] of sums) {
    if (sum > U64F64.one) faults.push(`the shares of lease ${id} are more than all of it`)
    if (!SubnetLeases.has(ctx, id)) faults.push(`lease ${id} has shares and is gone`)
  }
  for (const [[id], alpha] of AccumulatedLeaseDividends.entries(ctx)) {
    if (!SubnetLeases.has(ctx, id)) faults.push(`lease ${id} keeps ${alpha} alpha and is gone`)
  }
  return faults
}

/** Facts about leases that hold after every block. */
export const leaseInvariants = [leasesHaveTheirSubnet, leaseSharesAreParts]
