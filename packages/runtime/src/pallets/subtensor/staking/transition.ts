import { equalBytes, netUid } from '@plexus/primitives'
import type { AlphaRao, Rao } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { MAX_PRICE, MIN_PRICE } from '../../swap/index.ts'
import { transferTao } from '../tao.ts'
import { delegateToOthers } from './delegates.ts'
import { maxAmountMove } from './max-amounts.ts'
import { MIN_STAKE } from './prices.ts'
import { stakeIntoSubnet } from './stake-into-subnet.ts'
import { stakeOf } from './stake.ts'
import { transferWithinSubnet } from './transfer-within-subnet.ts'
import { unstakeFromSubnet } from './unstake-from-subnet.ts'
import { validateTransition } from './validate-transition.ts'
import type { Transition } from './validate-transition.ts'

const ROOT = netUid(0)

/**
 * Moves stake, at most what there is: to another hotkey, coldkey or subnet (spec: 20-calls §6.4).
 *
 * @returns what it was sold for or, within a subnet, is worth, in rao
 * @throws DispatchFailure
 */
export function transitionStake(ctx: Context, request: Transition): Rao {
  const { from, to } = request
  const stake = stakeOf(ctx, from.hotkey, from.coldkey, from.netuid)
  const amount = request.amount < stake ? request.amount : stake
  const max = maxOf(ctx, request, amount)
  validateTransition(ctx, { ...request, amount }, max)
  const alpha = amount < max ? amount : max
  return from.netuid === to.netuid
    ? transferWithinSubnet(ctx, from.netuid, from, to, alpha)
    : moveAcross(ctx, request, alpha)
}

function maxOf(ctx: Context, { from, to, limit }: Transition, amount: AlphaRao): AlphaRao {
  if (limit === undefined || from.netuid === to.netuid) return amount
  return maxAmountMove(ctx, from.netuid, to.netuid, limit.price)
}

/** The limit sized the amount; the trades themselves know no limit. One fee is paid, not two. */
function moveAcross(ctx: Context, { from, to }: Transition, alpha: AlphaRao): Rao {
  const fromRoot = from.netuid === ROOT
  const sale = { alpha, limit: MIN_PRICE, dropFees: fromRoot, beneficiary: from.coldkey }
  const tao = unstakeFromSubnet(ctx, { ...from, ...sale })
  if (!equalBytes(from.coldkey, to.coldkey)) transferTao(ctx, from.coldkey, to.coldkey, tao)
  // Too little to be staked stays TAO of the destination.
  if (tao < MIN_STAKE) return tao
  delegateToOthers(ctx, to.hotkey, to.coldkey)
  stakeIntoSubnet(ctx, { ...to, tao, limit: MAX_PRICE, dropFees: !fromRoot })
  return tao
}
