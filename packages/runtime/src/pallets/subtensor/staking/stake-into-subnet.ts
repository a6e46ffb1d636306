import { netUid } from '@plexus/primitives'
import type { AccountId, AlphaRao, NetUid, Rao } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { ensure } from '../../../frame/error.ts'
import { blockAuthor } from '../../aura/slot.ts'
import { attempt } from '../../balances/attempt.ts'
import { currentBlock } from '../block.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'
import { refreshLock } from '../locks/available.ts'
import { addToRootClaimed } from '../root/claimed.ts'
import { listStakingColdkey } from '../root/coldkey-index.ts'
import { LastColdkeyHotkeyStakeBlock } from '../storage/stake.ts'
import { existingSubnetAccount } from '../subnets/account.ts'
import { burnTao, transferTaoFromSubnet, transferTaoToSubnet } from '../tao.ts'
import { swapTaoForAlpha } from './pools.ts'
import { increaseStake, isPreciseEnough } from './stake.ts'
import { recordInflow } from './tao-flow.ts'

const ROOT = netUid(0)

/** What is staked, by whom and on what terms. */
export interface StakeOrder {
  readonly hotkey: AccountId
  readonly coldkey: AccountId
  readonly netuid: NetUid
  readonly tao: Rao
  /** Highest price after the trade, rao per alpha. */
  readonly limit: bigint
  readonly dropFees: boolean
}

/** Turns TAO of a coldkey into stake (spec: 40-amm §5.2). @returns alpha bought @throws DispatchFailure */
export function stakeIntoSubnet(ctx: Context, order: StakeOrder): AlphaRao {
  const { hotkey, coldkey, netuid, limit, dropFees } = order
  const tao = transferTaoToSubnet(ctx, netuid, coldkey, order.tao)
  const swap = swapTaoForAlpha(ctx, netuid, tao, limit, dropFees)
  const alpha = swap.paidOut
  ensure(alpha > 0n, errors.AmountTooLow)
  ensure(isPreciseEnough(ctx, hotkey, netuid, alpha), errors.InsufficientLiquidity)
  increaseStake(ctx, hotkey, coldkey, netuid, alpha)
  payAuthor(ctx, netuid, swap.feeToAuthor)
  recordInflow(ctx, netuid, swap.paidIn)
  refreshLock(ctx, coldkey, netuid)
  LastColdkeyHotkeyStakeBlock.set(ctx, coldkey, hotkey, currentBlock(ctx))
  if (netuid === ROOT) {
    addToRootClaimed(ctx, hotkey, coldkey, alpha)
    listStakingColdkey(ctx, coldkey)
  }
  const value = [coldkey, hotkey, tao, alpha, netuid, swap.fee] as const
  ctx.deposit(events, { type: 'StakeAdded', value })
  return alpha
}

/** Pays the fee out of the subnet's account, where the whole amount went; burns it without author. */
function payAuthor(ctx: Context, netuid: NetUid, fee: Rao): void {
  const author = blockAuthor(ctx)
  if (author !== undefined) return transferTaoFromSubnet(ctx, netuid, author, fee)
  const account = existingSubnetAccount(ctx, netuid)
  if (account === undefined) return
  attempt(() => {
    burnTao(ctx, account, fee)
    return true
  })
}
