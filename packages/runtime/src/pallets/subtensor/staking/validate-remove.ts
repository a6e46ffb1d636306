import type { AccountId, AlphaRao, NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { ensure, fail } from '../../../frame/error.ts'
import { attempt } from '../../balances/attempt.ts'
import { errors } from '../errors.ts'
import { hotkeyExists } from '../keys/ownership.ts'
import { ensureAvailable } from '../locks/available.ts'
import { subnetExists } from '../subnets/list.ts'
import { simulateSell } from './pools.ts'
import { MIN_STAKE } from './prices.ts'
import { stakeOf } from './stake.ts'

/** Alpha that somebody wants to unstake. */
export interface RemoveRequest {
  readonly coldkey: AccountId
  readonly hotkey: AccountId
  readonly netuid: NetUid
  readonly amount: AlphaRao
  /** What the price limit lets through, in 10⁻⁹ alpha. */
  readonly max: AlphaRao
  /** Whether less may be unstaked where the limit asks for it. */
  readonly allowPartial: boolean
}

/**
 * Whether alpha may be unstaked (spec: 20-calls §6.2). Whether the subnet is started is not asked.
 *
 * @throws DispatchFailure naming the first check that fails
 */
export function validateRemove(ctx: Context, request: RemoveRequest): void {
  const { coldkey, hotkey, netuid, amount, max, allowPartial } = request
  ensure(subnetExists(ctx, netuid), errors.SubnetNotExists)
  ensure(amount > 0n, errors.AmountTooLow)
  const stake = stakeOf(ctx, hotkey, coldkey, netuid)
  ensure(stake >= amount, errors.NotEnoughStakeToWithdraw)
  const swap =
    attempt(() => simulateSell(ctx, netuid, amount)) ?? fail(errors.InsufficientLiquidity)
  ensure(stake === amount || swap.paidOut >= MIN_STAKE, errors.AmountTooLow)
  ensure(allowPartial || amount <= max, errors.SlippageTooHigh)
  ensure(hotkeyExists(ctx, hotkey), errors.HotKeyAccountNotExists)
  ensureAvailable(ctx, coldkey, netuid, amount)
}
