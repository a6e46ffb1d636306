import type { AccountId, AlphaRao, NetUid, Rao } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { MAX_PRICE } from '../../swap/index.ts'
import { delegateToOthers } from './delegates.ts'
import { maxAmountAdd } from './max-amounts.ts'
import { stakeIntoSubnet } from './stake-into-subnet.ts'
import { ensureTaoWithinLimit } from './swap-limits.ts'
import { validateAdd } from './validate-add.ts'

/** TAO of a coldkey that is to be staked with a hotkey. */
export interface AddStake {
  readonly coldkey: AccountId
  readonly hotkey: AccountId
  readonly netuid: NetUid
  readonly amount: Rao
}

/** Stakes TAO at any price. @returns alpha bought @throws DispatchFailure (spec: 20-calls §6.1) */
export function addStake(ctx: Context, { amount, ...whose }: AddStake): AlphaRao {
  ensureTaoWithinLimit(ctx, whose.netuid, amount)
  validateAdd(ctx, { ...whose, amount, max: amount, allowPartial: false })
  return stakeIntoSubnet(ctx, { ...whose, tao: amount, limit: MAX_PRICE, dropFees: false })
}

/**
 * Stakes TAO as long as the price after it is within a limit.
 *
 * @param limit in rao per alpha
 * @returns alpha bought
 * @throws DispatchFailure (spec: 20-calls §6.1)
 */
export function addStakeLimit(
  ctx: Context,
  { amount, ...whose }: AddStake,
  limit: bigint,
  allowPartial: boolean,
): AlphaRao {
  ensureTaoWithinLimit(ctx, whose.netuid, amount)
  const max = maxAmountAdd(ctx, whose.netuid, limit)
  validateAdd(ctx, { ...whose, amount, max, allowPartial })
  delegateToOthers(ctx, whose.hotkey, whose.coldkey)
  const tao = amount < max ? amount : max
  return stakeIntoSubnet(ctx, { ...whose, tao, limit, dropFees: false })
}
