import {
  alphaRao,
  checkedCeil,
  mulCeil,
  Percent,
  saturatingFloorToU64,
  saturatingFromInteger,
  saturatingMinus,
  saturatingMulFloor,
  saturatingPlus,
  U64F64,
} from '@plexus/primitives'
import type { AccountId, AlphaRao } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { DispatchFailure } from '../../../frame/dispatch-error.ts'
import { BlockNumber } from '../../system/storage.ts'
import { events } from '../events.ts'
import { transferWithinSubnet } from '../staking/transfer-within-subnet.ts'
import { AccumulatedLeaseDividends, SubnetLeases, SubnetLeaseShares } from '../storage/limits.ts'
import type { SubnetLease } from '../types.ts'
import type { EpochObserver, EpochPayment } from './observer.ts'

/** Blocks between two distributions. */
const INTERVAL = 100

/**
 * Puts the contributors' part of a leased subnet's owner cut aside, and from time to time gives it
 * to them (spec: 30-block-step §10.8). Nothing happens once the lease has ended.
 *
 * @param ownerCut in 10⁻⁹ alpha
 */
export function distributeLeaseDividends(
  ctx: Context,
  leaseId: number,
  ownerCut: AlphaRao,
  observer?: EpochObserver,
): void {
  const lease = SubnetLeases.get(ctx, leaseId)
  if (lease === undefined) return
  const block = BlockNumber.get(ctx)
  if (lease.end_block !== undefined && lease.end_block <= block) return
  // Rounded up, in favour of the contributors.
  const cut = alphaRao(mulCeil(Percent, lease.emissions_share, ownerCut))
  const total = saturatingPlus(AccumulatedLeaseDividends.get(ctx, leaseId), cut)
  const paid = block % INTERVAL === 0 && pays(ctx, leaseId, lease, total, observer)
  if (!paid) AccumulatedLeaseDividends.set(ctx, leaseId, total)
}

/** Pays all contributors and the beneficiary, or nobody. @returns whether it did */
function pays(
  ctx: Context,
  leaseId: number,
  lease: SubnetLease,
  total: AlphaRao,
  observer: EpochObserver | undefined,
): boolean {
  const payments: EpochPayment[] = []
  const payTo = (coldkey: AccountId, amount: AlphaRao): void => {
    pay(ctx, leaseId, lease, coldkey, amount)
    payments.push({ type: 'leaseDividend', hotkey: lease.hotkey, coldkey, amountAlphaRao: amount })
  }
  observer?.touches(ctx, lease.hotkey)
  try {
    ctx.transactional(() => {
      let left = total
      for (const [[, contributor], share] of SubnetLeaseShares.entries(ctx, leaseId)) {
        const part = contributorPart(share, total)
        payTo(contributor, part)
        left = saturatingMinus(left, part)
      }
      payTo(lease.beneficiary, left)
      AccumulatedLeaseDividends.set(ctx, leaseId, alphaRao(0n))
    })
    for (const payment of payments) observer?.paid(payment)
    return true
  } catch (error) {
    if (error instanceof DispatchFailure) return false
    throw error
  }
}

function contributorPart(share: U64F64, total: AlphaRao): AlphaRao {
  const exact = saturatingMulFloor(U64F64, share, saturatingFromInteger(U64F64, total))
  return alphaRao(saturatingFloorToU64(U64F64, checkedCeil(U64F64, exact) ?? U64F64.max))
}

function pay(
  ctx: Context,
  lease_id: number,
  lease: SubnetLease,
  contributor: AccountId,
  alpha: AlphaRao,
): void {
  const { coldkey, hotkey, netuid } = lease
  const to = { coldkey: contributor, hotkey }
  transferWithinSubnet(ctx, netuid, { coldkey, hotkey }, to, alpha)
  ctx.deposit(events, {
    type: 'SubnetLeaseDividendsDistributed',
    value: { lease_id, contributor, alpha },
  })
}
