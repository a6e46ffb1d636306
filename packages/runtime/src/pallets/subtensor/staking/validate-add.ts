import { saturatingPlus } from '@plexus/primitives'
import type { AccountId, NetUid, Rao } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { ensure, fail } from '../../../frame/error.ts'
import { attempt } from '../../balances/attempt.ts'
import { approxFeeAmount } from '../../swap/index.ts'
import { errors } from '../errors.ts'
import { hotkeyExists } from '../keys/ownership.ts'
import { SubtokenEnabled } from '../storage/pools.ts'
import { subnetExists } from '../subnets/list.ts'
import { coldkeyBalance } from '../tao.ts'
import { simulateBuy } from './pools.ts'
import { MIN_STAKE } from './prices.ts'
import { isPreciseEnough } from './stake.ts'

/** TAO that somebody wants to stake. */
export interface AddRequest {
  readonly coldkey: AccountId
  readonly hotkey: AccountId
  readonly netuid: NetUid
  readonly amount: Rao
  /** What the price limit lets through, in rao. */
  readonly max: Rao
  /** Whether less may be staked where the limit asks for it. */
  readonly allowPartial: boolean
}

/**
 * Whether TAO may be staked (spec: 20-calls §6.1, rows 4 to 13). What the purchase comes to is
 * looked at without the price limit.
 *
 * @throws DispatchFailure naming the first check that fails
 */
export function validateAdd(ctx: Context, request: AddRequest): void {
  const { coldkey, hotkey, netuid, amount, max, allowPartial } = request
  ensure(subnetExists(ctx, netuid), errors.SubnetNotExists)
  ensure(SubtokenEnabled.get(ctx, netuid), errors.SubtokenDisabled)
  ensure(amount >= saturatingPlus(MIN_STAKE, feeOfMinimum(ctx, netuid)), errors.AmountTooLow)
  ensure(allowPartial || amount <= max, errors.SlippageTooHigh)
  const staked = amount < max ? amount : max
  ensure(staked <= coldkeyBalance(ctx, coldkey), errors.NotEnoughBalanceToStake)
  ensure(hotkeyExists(ctx, hotkey), errors.HotKeyAccountNotExists)
  const swap = attempt(() => simulateBuy(ctx, netuid, staked)) ?? fail(errors.InsufficientLiquidity)
  ensure(swap.paidIn >= MIN_STAKE, errors.AmountTooLow)
  ensure(swap.paidOut > 0n, errors.InsufficientLiquidity)
  ensure(isPreciseEnough(ctx, hotkey, netuid, swap.paidOut), errors.InsufficientLiquidity)
}

function feeOfMinimum(ctx: Context, netuid: NetUid): Rao {
  const swap = attempt(() => simulateBuy(ctx, netuid, MIN_STAKE))
  return swap?.fee ?? approxFeeAmount(ctx, netuid, MIN_STAKE)
}
