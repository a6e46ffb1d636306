import { alphaRao, netUid, rao } from '@plexus/primitives'
import type { AccountId, AlphaRao, NetUid, Rao } from '@plexus/primitives'
import type { RuntimeCall } from '../../frame/call.ts'
import type { Context } from '../../frame/context.ts'
import { blockAuthor } from '../aura/slot.ts'
import { attempt } from '../balances/attempt.ts'
import { burnAlpha, recycleAlpha } from '../subtensor/staking/calls/destroy-stake.ts'
import { moveStake, transferStake } from '../subtensor/staking/calls/move-stake.ts'
import {
  removeStake,
  removeStakeFullLimit,
  removeStakeLimit,
} from '../subtensor/staking/calls/remove-stake.ts'
import { swapStake, swapStakeLimit } from '../subtensor/staking/calls/swap-stake.ts'
import { unstakeAll, unstakeAllAlpha } from '../subtensor/staking/calls/unstake-all.ts'
import { alphaAmountForTao } from '../subtensor/staking/pools.ts'
import { stakeOf } from '../subtensor/staking/stake.ts'
import { unstakeFromSubnet } from '../subtensor/staking/unstake-from-subnet.ts'
import { SubtokenEnabled } from '../subtensor/storage/pools.ts'
import { allNetuids } from '../subtensor/subnets/list.ts'

// Who has no TAO pays for calls that sell stake with that stake (spec: 50-fees-and-extensions §4.4).

/** A fee that was paid in stake. */
export interface AlphaFee {
  readonly netuid: NetUid
  readonly alphaFee: AlphaRao
  /** What the block's author got for it, in rao. */
  readonly tao: Rao
}

/** What is reported where nothing can be charged. */
const NOTHING: AlphaFee = { netuid: netUid(0), alphaFee: alphaRao(0n), tao: rao(0n) }

/** Whether an account has the stake for a fee. Stake on several subnets never counts. */
export function canPayInAlpha(
  ctx: Context,
  payer: AccountId,
  call: RuntimeCall,
  fee: Rao,
): boolean {
  const [stake, ...more] = stakesToSell(ctx, payer, call)
  if (stake === undefined || more.length > 0) return false
  const { hotkey, netuid } = stake
  return stakeOf(ctx, hotkey, payer, netuid) >= alphaAmountForTao(ctx, netuid, fee)
}

/**
 * Sells stake for a fee, without a fee; the block's author gets the TAO. A stake that is too small
 * is sold whole.
 *
 * @returns `undefined` where the call sells no stake or the sale fails, which leaves no trace
 */
export function payInAlpha(
  ctx: Context,
  payer: AccountId,
  call: RuntimeCall,
  fee: Rao,
): AlphaFee | undefined {
  const [stake, ...more] = stakesToSell(ctx, payer, call)
  if (stake === undefined) return undefined
  const author = blockAuthor(ctx)
  if (more.length > 0 || author === undefined) return NOTHING
  const { hotkey, netuid } = stake
  const all = stakeOf(ctx, hotkey, payer, netuid)
  const wanted = alphaAmountForTao(ctx, netuid, fee)
  const alphaFee = wanted === 0n || wanted > all ? all : wanted
  const sale = { hotkey, coldkey: payer, beneficiary: author, netuid, alpha: alphaFee }
  return attempt(() =>
    ctx.transactional(() => {
      const tao = unstakeFromSubnet(ctx, { ...sale, limit: 0n, dropFees: true })
      return { netuid, alphaFee, tao }
    }),
  )
}

interface Stake {
  readonly hotkey: AccountId
  readonly netuid: NetUid
}

/** The stake that a call is about to sell; none for calls whose fee is TAO. */
function stakesToSell(ctx: Context, payer: AccountId, call: RuntimeCall): readonly Stake[] {
  if (
    removeStake.is(call) ||
    removeStakeLimit.is(call) ||
    removeStakeFullLimit.is(call) ||
    recycleAlpha.is(call) ||
    burnAlpha.is(call)
  ) {
    return [{ hotkey: call.args.hotkey, netuid: call.args.netuid }]
  }
  if (transferStake.is(call) || swapStake.is(call) || swapStakeLimit.is(call)) {
    return [{ hotkey: call.args.hotkey, netuid: call.args.origin_netuid }]
  }
  if (moveStake.is(call)) {
    return [{ hotkey: call.args.origin_hotkey, netuid: call.args.origin_netuid }]
  }
  if (unstakeAll.is(call) || unstakeAllAlpha.is(call)) {
    const { hotkey } = call.args
    return allNetuids(ctx)
      .filter((netuid) => SubtokenEnabled.get(ctx, netuid))
      .filter((netuid) => stakeOf(ctx, hotkey, payer, netuid) > 0n)
      .map((netuid) => ({ hotkey, netuid }))
  }
  return []
}
