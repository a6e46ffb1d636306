import type { AlphaRao, NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { autoLockOwnerCut } from '../locks/owner-cut.ts'
import { increaseStake } from '../staking/stake.ts'
import { SubnetUidToLeaseId } from '../storage/limits.ts'
import { SubnetOwner, SubnetOwnerHotkey } from '../storage/networks.ts'
import type { ByAccount } from './by-account.ts'
import { distributeLeaseDividends } from './lease-dividends.ts'
import { payAlphaDividends, payRootDividends } from './pay-dividends.ts'
import { payIncentives } from './pay-incentives.ts'
import type { EpochObserver } from './observer.ts'
import type { DividendSplit } from './split-dividends.ts'

/** What an epoch pays, in 10⁻⁹ alpha. */
export interface Payout {
  readonly ownerCut: AlphaRao
  readonly incentives: ByAccount<AlphaRao>
  readonly dividends: DividendSplit
}

/** Pays owner, miners, validators and their stakers, in this order (spec: 30-block-step §10.4). */
export function payOut(
  ctx: Context,
  netuid: NetUid,
  payout: Payout,
  observer?: EpochObserver,
): void {
  payOwner(ctx, netuid, payout.ownerCut, observer)
  payIncentives(ctx, netuid, payout.incentives, observer)
  payAlphaDividends(ctx, netuid, payout.dividends.alpha, observer)
  payRootDividends(ctx, netuid, payout.dividends.root, observer)
}

/** The cut of a subnet without an owner or an owner's hotkey is nobody's. */
function payOwner(
  ctx: Context,
  netuid: NetUid,
  cut: AlphaRao,
  observer: EpochObserver | undefined,
): void {
  if (!SubnetOwner.has(ctx, netuid) || !SubnetOwnerHotkey.has(ctx, netuid)) return
  const hotkey = SubnetOwnerHotkey.get(ctx, netuid)
  const coldkey = SubnetOwner.get(ctx, netuid)
  observer?.touches(ctx, hotkey)
  increaseStake(ctx, hotkey, coldkey, netuid, cut)
  observer?.paid({ type: 'ownerCut', hotkey, coldkey, amountAlphaRao: cut })
  const lease = SubnetUidToLeaseId.get(ctx, netuid)
  if (lease !== undefined) distributeLeaseDividends(ctx, lease, cut, observer)
  autoLockOwnerCut(ctx, netuid, cut)
}
