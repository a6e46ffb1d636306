import { netUid, rao, saturatingMinus, saturatingPlus } from '@plexus/primitives'
import type { AccountId, AlphaRao, NetUid, Rao } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { blockAuthor } from '../../aura/slot.ts'
import { MIN_PRICE } from '../../swap/index.ts'
import { currentBlock } from '../block.ts'
import { events } from '../events.ts'
import { refreshLock } from '../locks/available.ts'
import { takeFromRootClaimed } from '../root/claimed.ts'
import { unlistStakingColdkey } from '../root/coldkey-index.ts'
import { StakingHotkeys } from '../storage/keys.ts'
import { LastColdkeyHotkeyStakeBlock } from '../storage/stake.ts'
import { transferTaoFromSubnet } from '../tao.ts'
import { burnSubnetAlpha } from './alpha.ts'
import { swapAlphaForTao } from './pools.ts'
import { decreaseStake, increaseStake, stakeOf } from './stake.ts'
import { recordOutflow } from './tao-flow.ts'

const ROOT = netUid(0)

/** What is unstaked, for whom and on what terms. */
export interface UnstakeOrder {
  readonly hotkey: AccountId
  readonly coldkey: AccountId
  /** Who gets the TAO. */
  readonly beneficiary: AccountId
  readonly netuid: NetUid
  readonly alpha: AlphaRao
  /** Lowest price after the trade, rao per alpha. */
  readonly limit: bigint
  readonly dropFees: boolean
}

/**
 * Turns stake into TAO (spec: 40-amm §5.3). What was written before a failure stays: callers that
 * go on must have a layer of their own, unless the reference has none either.
 *
 * @returns rao paid to the beneficiary
 * @throws DispatchFailure
 */
export function unstakeFromSubnet(ctx: Context, order: UnstakeOrder): Rao {
  const { hotkey, coldkey, beneficiary, netuid, alpha, limit, dropFees } = order
  decreaseStake(ctx, hotkey, coldkey, netuid, alpha)
  const swap = swapAlphaForTao(ctx, netuid, alpha, limit, dropFees)
  const refund = saturatingMinus(alpha, saturatingPlus(swap.paidIn, swap.fee))
  if (refund > 0n) increaseStake(ctx, hotkey, coldkey, netuid, refund)
  transferTaoFromSubnet(ctx, netuid, beneficiary, swap.paidOut)
  const toAuthor = payAuthor(ctx, netuid, swap.feeToAuthor)
  if (netuid === ROOT) {
    takeFromRootClaimed(ctx, hotkey, coldkey, alpha)
    if (!hasRootStake(ctx, coldkey)) unlistStakingColdkey(ctx, coldkey)
  }
  recordOutflow(ctx, netuid, saturatingPlus(swap.paidOut, toAuthor))
  refreshLock(ctx, coldkey, netuid)
  LastColdkeyHotkeyStakeBlock.set(ctx, coldkey, hotkey, currentBlock(ctx))
  const value = [coldkey, hotkey, swap.paidOut, swap.paidIn, netuid, swap.fee] as const
  ctx.deposit(events, { type: 'StakeRemoved', value })
  return swap.paidOut
}

/** Sells the fee for the author without a fee; burns it without author. @returns rao paid */
function payAuthor(ctx: Context, netuid: NetUid, fee: AlphaRao): Rao {
  const author = blockAuthor(ctx)
  if (author === undefined) {
    burnSubnetAlpha(ctx, netuid, fee)
    return rao(0n)
  }
  const { paidOut } = swapAlphaForTao(ctx, netuid, fee, MIN_PRICE, true)
  transferTaoFromSubnet(ctx, netuid, author, paidOut)
  return paidOut
}

const hasRootStake = (ctx: Context, coldkey: AccountId): boolean =>
  StakingHotkeys.get(ctx, coldkey).some((hotkey) => stakeOf(ctx, hotkey, coldkey, ROOT) > 0n)
