import type { AccountId, AlphaRao, NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { ensure } from '../../../frame/error.ts'
import { MIN_PRICE } from '../../swap/index.ts'
import { errors } from '../errors.ts'
import { StakeThreshold } from '../storage/hyperparameters.ts'
import { PendingChildKeys } from '../storage/keys.ts'
import { SubtokenEnabled } from '../storage/pools.ts'
import { allNetuids } from '../subnets/list.ts'
import { maxAmountRemove } from './max-amounts.ts'
import { clearSmallNomination } from './small-nominations.ts'
import { stakeOf } from './stake.ts'
import { ensureAlphaWithinLimit } from './swap-limits.ts'
import { hotkeyTotalTao } from './totals.ts'
import { unstakeFromSubnet } from './unstake-from-subnet.ts'
import { validateRemove } from './validate-remove.ts'

/** Alpha of a coldkey that is to be unstaked from a hotkey. */
export interface RemoveStake {
  readonly coldkey: AccountId
  readonly hotkey: AccountId
  readonly netuid: NetUid
  readonly amount: AlphaRao
}

/** Unstakes alpha, at most what there is, at any price. @throws DispatchFailure (spec: 20-calls §6.2) */
export function removeStake(ctx: Context, request: RemoveStake): void {
  const { coldkey, hotkey, netuid } = request
  ensure(SubtokenEnabled.get(ctx, netuid), errors.SubtokenDisabled)
  const stake = stakeOf(ctx, hotkey, coldkey, netuid)
  const amount = request.amount < stake ? request.amount : stake
  ensureAlphaWithinLimit(ctx, netuid, amount)
  validateRemove(ctx, { coldkey, hotkey, netuid, amount, max: amount, allowPartial: false })
  sell(ctx, { coldkey, hotkey, netuid, amount }, MIN_PRICE)
}

/**
 * Unstakes alpha as long as the price after it is within a limit.
 *
 * @param limit in rao per alpha
 * @throws DispatchFailure (spec: 20-calls §6.2)
 */
export function removeStakeLimit(
  ctx: Context,
  request: RemoveStake,
  limit: bigint,
  allowPartial: boolean,
): void {
  const { netuid, amount } = request
  ensureAlphaWithinLimit(ctx, netuid, amount)
  const max = maxAmountRemove(ctx, netuid, limit)
  validateRemove(ctx, { ...request, max, allowPartial })
  sell(ctx, { ...request, amount: amount < max ? amount : max }, limit)
}

function sell(ctx: Context, request: RemoveStake, limit: bigint): void {
  const { coldkey, hotkey, netuid, amount } = request
  const order = { coldkey, hotkey, netuid, beneficiary: coldkey, limit, dropFees: false }
  unstakeFromSubnet(ctx, { ...order, alpha: amount })
  clearSmallNomination(ctx, hotkey, coldkey, netuid)
  if (hotkeyTotalTao(ctx, hotkey) >= StakeThreshold.get(ctx)) return
  // Too little stake to have children: those that wait to become some are forgotten.
  for (const each of allNetuids(ctx)) PendingChildKeys.remove(ctx, each, hotkey)
}
