import {
  equalBytes,
  saturatingDivTrunc,
  saturatingFloorToU64,
  saturatingFromInteger,
  saturatingMulFloor,
  U64F64,
} from '@plexus/primitives'
import type { AccountId } from '@plexus/primitives'
import type { Context } from '../../../../frame/context.ts'
import { transfer } from '../../../balances/index.ts'
import { Contributions } from '../../../crowdloan/index.ts'
import { SubnetLeaseShares } from '../../storage/limits.ts'

/** A lease that has just been paid. */
export interface PaidLease {
  readonly leaseId: number
  readonly coldkey: AccountId
  readonly beneficiary: AccountId
  readonly crowdloanId: number
  /** Rao that the crowdloan raised. */
  readonly raised: bigint
  /** Rao that the coldkey has left of it. */
  readonly leftover: bigint
}

/**
 * Writes the share of each contributor and gives back its part of what was not needed. The
 * beneficiary gets the rest, and has no share: its dividends are what the others' leave.
 *
 * @throws DispatchFailure what Balances says
 */
export function shareOut(ctx: Context, lease: PaidLease): void {
  const { leaseId, coldkey, beneficiary, crowdloanId, raised, leftover } = lease
  const whole = saturatingFromInteger(U64F64, raised)
  const pot = saturatingFromInteger(U64F64, leftover)
  let rest = leftover
  for (const [[, contributor], amount] of Contributions.entries(ctx, crowdloanId)) {
    if (equalBytes(contributor, beneficiary)) continue
    const share = saturatingDivTrunc(U64F64, saturatingFromInteger(U64F64, amount), whole)
    SubnetLeaseShares.set(ctx, leaseId, contributor, share)
    const part = saturatingFloorToU64(U64F64, saturatingMulFloor(U64F64, share, pot))
    transfer(ctx, coldkey, contributor, part, 'Expendable')
    rest = rest > part ? rest - part : 0n
  }
  transfer(ctx, coldkey, beneficiary, rest, 'Expendable')
}
