import { equalBytes } from '@plexus/primitives'
import type { AlphaRao, NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { ensure, fail } from '../../../frame/error.ts'
import { attempt } from '../../balances/attempt.ts'
import { errors } from '../errors.ts'
import { hotkeyExists } from '../keys/ownership.ts'
import { ensureAvailable } from '../locks/available.ts'
import { SubtokenEnabled, TransferToggle } from '../storage/pools.ts'
import { subnetExists } from '../subnets/list.ts'
import { simulateSell } from './pools.ts'
import { MIN_STAKE } from './prices.ts'
import { stakeOf } from './stake.ts'
import type { StakeHolder } from './transfer-within-subnet.ts'

/** Stake on a subnet with its holder. */
export interface StakePlace extends StakeHolder {
  readonly netuid: NetUid
}

/** Stake that shall go from one place to another. */
export interface Transition {
  readonly from: StakePlace
  readonly to: StakePlace
  readonly amount: AlphaRao
  /** Price of the origin in terms of that of the destination, times 10⁹; for `swap_stake_limit`. */
  readonly limit?: { readonly price: bigint; readonly allowPartial: boolean }
  /** Whether subnets have a say: their stake changes its coldkey. */
  readonly isTransfer: boolean
}

/**
 * Whether stake may go from one place to another (spec: 20-calls §6.4).
 *
 * @param max what the price limit lets through, in 10⁻⁹ alpha
 * @throws DispatchFailure naming the first check that fails
 */
export function validateTransition(ctx: Context, transition: Transition, max: AlphaRao): void {
  const { from, to, amount, isTransfer } = transition
  const within = from.netuid === to.netuid
  const sameHolder = equalBytes(from.coldkey, to.coldkey) && equalBytes(from.hotkey, to.hotkey)
  ensure(!sameHolder || !within, errors.SameNetuid)
  ensure(subnetExists(ctx, from.netuid), errors.SubnetNotExists)
  ensure(within || subnetExists(ctx, to.netuid), errors.SubnetNotExists)
  ensure(SubtokenEnabled.get(ctx, from.netuid), errors.SubtokenDisabled)
  ensure(SubtokenEnabled.get(ctx, to.netuid), errors.SubtokenDisabled)
  ensure(hotkeyExists(ctx, from.hotkey), errors.HotKeyAccountNotExists)
  ensure(hotkeyExists(ctx, to.hotkey), errors.HotKeyAccountNotExists)
  const stake = stakeOf(ctx, from.hotkey, from.coldkey, from.netuid)
  ensure(amount <= stake, errors.NotEnoughStakeToWithdraw)
  if (!within) ensureSaleIsWorthIt(ctx, transition, max)
  if (isTransfer) {
    ensure(TransferToggle.get(ctx, from.netuid), errors.TransferDisallowed)
    ensure(within || TransferToggle.get(ctx, to.netuid), errors.TransferDisallowed)
  }
  if (!within) ensureAvailable(ctx, from.coldkey, from.netuid, amount)
}

function ensureSaleIsWorthIt(
  ctx: Context,
  { from, amount, limit }: Transition,
  max: AlphaRao,
): void {
  const swap =
    attempt(() => simulateSell(ctx, from.netuid, amount)) ?? fail(errors.InsufficientLiquidity)
  ensure(swap.paidOut > MIN_STAKE, errors.AmountTooLow)
  if (limit?.allowPartial === false) ensure(amount <= max, errors.SlippageTooHigh)
}
