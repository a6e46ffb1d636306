import { equalBytes } from '@plexus/primitives'
import type { AccountId, BlockNumber, NetUid, Percent } from '@plexus/primitives'
import type { PostInfo } from '../../../../frame/call.ts'
import type { Context } from '../../../../frame/context.ts'
import { ensure, fail } from '../../../../frame/error.ts'
import { ensureSigned, signed } from '../../../../frame/origin.ts'
import type { Origin } from '../../../../frame/origin.ts'
import { freeBalance, transfer } from '../../../balances/index.ts'
import { crowdloanBeingFinalized, MAX_CONTRIBUTORS } from '../../../crowdloan/index.ts'
import { addDelegate } from '../../../proxy/delegates.ts'
import { incProviders } from '../../../system/accounts.ts'
import { BlockNumber as CurrentBlock } from '../../../system/storage.ts'
import { errors } from '../../errors.ts'
import { events } from '../../events.ts'
import { Delegates } from '../../storage/keys.ts'
import { NextSubnetLeaseId, SubnetLeases, SubnetUidToLeaseId } from '../../storage/limits.ts'
import { SubnetOwner } from '../../storage/networks.ts'
import { registerNetwork } from '../register-network.ts'
import { leaseWeights } from '../weights.ts'
import { leaseColdkey, leaseHotkey } from './accounts.ts'
import { beneficiaryProxy } from './proxy.ts'
import { shareOut } from './share-out.ts'

const MAX_ID = 0xffff_ffff

/** What the contributors are promised. */
export interface LeaseTerms {
  /** Their part of the owner's cut. */
  readonly emissions_share: Percent
  /** When the beneficiary may end the lease; never where there is none. */
  readonly end_block: BlockNumber | undefined
}

/**
 * Makes a subnet with the funds of the crowdloan that is being finalised, whose creator operates it
 * through a proxy (spec: 20-calls §7.6). What the subnet did not cost goes back to all contributors.
 *
 * @throws DispatchFailure
 */
export function registerLeasedNetwork(
  ctx: Context,
  origin: Origin,
  { emissions_share, end_block }: LeaseTerms,
): PostInfo {
  const beneficiary = ensureSigned(origin)
  const { id, loan } = crowdloanBeingFinalized(ctx)
  ensure(equalBytes(beneficiary, loan.creator), errors.InvalidLeaseBeneficiary)
  const isOver = end_block !== undefined && end_block <= CurrentBlock.get(ctx)
  ensure(!isOver, errors.LeaseCannotEndInThePast)

  const leaseId = takeLeaseId(ctx)
  const coldkey = leaseColdkey(ctx, leaseId)
  const hotkey = leaseHotkey(ctx, leaseId)
  incProviders(ctx, coldkey)
  incProviders(ctx, hotkey)
  transfer(ctx, loan.funds_account, coldkey, loan.raised, 'Expendable')
  registerNetwork(ctx, signed(coldkey), hotkey)
  const netuid = subnetOf(ctx, coldkey) ?? fail(errors.LeaseNetuidNotFound)
  addDelegate(ctx, coldkey, beneficiaryProxy(beneficiary))

  const leftover = freeBalance(ctx, coldkey)
  const cost = loan.raised > leftover ? loan.raised - leftover : 0n
  const lease = { beneficiary, coldkey, hotkey, emissions_share, end_block, netuid, cost }
  SubnetLeases.set(ctx, leaseId, lease)
  SubnetUidToLeaseId.set(ctx, netuid, leaseId)
  // The hotkey takes nothing, so that contributors get their dividends whole.
  Delegates.set(ctx, hotkey, 0)
  shareOut(ctx, { leaseId, coldkey, beneficiary, crowdloanId: id, raised: loan.raised, leftover })
  const value = { beneficiary, lease_id: leaseId, netuid, end_block }
  ctx.deposit(events, { type: 'SubnetLeaseCreated', value })
  const contributors = loan.contributors_count
  return contributors < MAX_CONTRIBUTORS
    ? { actualWeight: leaseWeights.registered(contributors) }
    : {}
}

function takeLeaseId(ctx: Context): number {
  const id = NextSubnetLeaseId.get(ctx)
  ensure(id < MAX_ID, errors.Overflow)
  NextSubnetLeaseId.set(ctx, id + 1)
  return id
}

/** The first subnet of a coldkey, in raw key order. */
function subnetOf(ctx: Context, coldkey: AccountId): NetUid | undefined {
  for (const [[netuid], owner] of SubnetOwner.entries(ctx)) {
    if (equalBytes(owner, coldkey)) return netuid
  }
  return undefined
}
