import { equalBytes } from '@plexus/primitives'
import type { AccountId } from '@plexus/primitives'
import type { PostInfo } from '../../../../frame/call.ts'
import type { Context } from '../../../../frame/context.ts'
import { ensure } from '../../../../frame/error.ts'
import { ensureSigned } from '../../../../frame/origin.ts'
import type { Origin } from '../../../../frame/origin.ts'
import { MAX_CONTRIBUTORS } from '../../../crowdloan/index.ts'
import { removeDelegate } from '../../../proxy/delegates.ts'
import { canDecProvider, decProviders } from '../../../system/accounts.ts'
import { BlockNumber } from '../../../system/storage.ts'
import { errors } from '../../errors.ts'
import { events } from '../../events.ts'
import { ownsHotkey } from '../../keys/ownership.ts'
import { AccumulatedLeaseDividends, SubnetLeases, SubnetLeaseShares } from '../../storage/limits.ts'
import { SubnetOwner } from '../../storage/networks.ts'
import { setSubnetOwnerHotkey } from '../owner-hotkey.ts'
import { leaseWeights } from '../weights.ts'
import { beneficiaryProxy } from './proxy.ts'

/**
 * Gives a leased subnet to its beneficiary once the lease has ended; the shares go, and with them
 * what was put aside for contributors (spec: 20-calls §7.6). The subnet keeps the number of the
 * lease.
 *
 * @param hotkey of the beneficiary, to be the owner's hotkey of the subnet
 * @throws DispatchFailure
 */
export function terminateLease(
  ctx: Context,
  origin: Origin,
  leaseId: number,
  hotkey: AccountId,
): PostInfo {
  const who = ensureSigned(origin)
  const lease = SubnetLeases.get(ctx, leaseId)
  ensure(lease !== undefined, errors.LeaseDoesNotExist)
  const { beneficiary, coldkey, netuid, end_block: end } = lease
  ensure(equalBytes(beneficiary, who), errors.ExpectedBeneficiaryOrigin)
  ensure(end !== undefined, errors.LeaseHasNoEndBlock)
  ensure(BlockNumber.get(ctx) >= end, errors.LeaseHasNotEnded)
  ensure(ownsHotkey(ctx, beneficiary, hotkey), errors.BeneficiaryDoesNotOwnHotkey)

  SubnetOwner.set(ctx, netuid, beneficiary)
  setSubnetOwnerHotkey(ctx, netuid, hotkey)
  for (const account of [coldkey, lease.hotkey]) {
    // The deposit for the proxy may still need the provider: then it stays for good.
    if (canDecProvider(ctx, account)) decProviders(ctx, account)
  }
  const cleared = SubnetLeaseShares.clear(ctx, [leaseId], MAX_CONTRIBUTORS)
  AccumulatedLeaseDividends.remove(ctx, leaseId)
  SubnetLeases.remove(ctx, leaseId)
  removeDelegate(ctx, coldkey, beneficiaryProxy(beneficiary))
  ctx.deposit(events, { type: 'SubnetLeaseTerminated', value: { beneficiary, netuid } })
  return cleared < MAX_CONTRIBUTORS ? { actualWeight: leaseWeights.terminated(cleared) } : {}
}
