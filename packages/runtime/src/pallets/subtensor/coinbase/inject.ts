import { alphaRao, rao, saturatingFloorToU64, saturatingPlus, U96F32 } from '@plexus/primitives'
import type { AccountId, AlphaRao, NetUid, Rao } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { DispatchFailure } from '../../../frame/dispatch-error.ts'
import type { Credit } from '../../balances/index.ts'
import { adjustProtocolLiquidity, MAX_PRICE } from '../../swap/index.ts'
import { mintAlphaIn } from '../staking/alpha.ts'
import { swapTaoForAlpha } from '../staking/pools.ts'
import {
  SubnetAlphaInEmission,
  SubnetExcessTao,
  SubnetTaoInEmission,
  TotalStake,
} from '../storage/emission.ts'
import { SubnetProtocolAlpha, SubnetTAO } from '../storage/pools.ts'
import { existingSubnetAccount } from '../subnets/account.ts'
import { spendTao } from '../tao.ts'
import { recordProtocolInflow } from './protocol-flow.ts'
import type { SubnetTerms } from './terms.ts'

/**
 * Puts a subnet's emission into its pool: a purchase with what cannot be injected, then the
 * injection (spec: 30-block-step §7.5).
 *
 * @param credit what was minted and not yet spent
 * @returns what is left of it
 */
export function injectIntoPool(ctx: Context, terms: SubnetTerms, credit: Credit): Credit {
  const { netuid } = terms
  const account = existingSubnetAccount(ctx, netuid)
  if (account === undefined) return credit
  const added = adjustProtocolLiquidity(
    ctx,
    netuid,
    rao(saturatingFloorToU64(U96F32, terms.taoIn)),
    alphaRao(saturatingFloorToU64(U96F32, terms.alphaIn)),
  )
  SubnetExcessTao.set(ctx, netuid, rao(0n))
  SubnetTaoInEmission.set(ctx, netuid, rao(0n))
  const excess = rao(saturatingFloorToU64(U96F32, terms.excess))
  const afterPurchase = excess > 0n ? buyAlpha(ctx, netuid, account, credit, excess) : credit
  injectAlpha(ctx, netuid, added.alpha)
  return added.tao > 0n ? injectTao(ctx, netuid, account, afterPurchase, added.tao) : afterPurchase
}

/** Buys alpha that nobody owns. A failed purchase leaves the TAO with the subnet's account. */
function buyAlpha(
  ctx: Context,
  netuid: NetUid,
  account: AccountId,
  credit: Credit,
  tao: Rao,
): Credit {
  const { paid, rest } = spendTao(ctx, account, credit, tao)
  if (!paid) return rest
  try {
    const { paidIn, paidOut } = swapTaoForAlpha(ctx, netuid, tao, MAX_PRICE, true)
    SubnetProtocolAlpha.update(ctx, netuid, (total) => saturatingPlus(total, paidOut))
    SubnetExcessTao.set(ctx, netuid, paidIn)
    recordProtocolInflow(ctx, netuid, paidIn)
  } catch (error) {
    if (!(error instanceof DispatchFailure)) throw error
  }
  return rest
}

function injectAlpha(ctx: Context, netuid: NetUid, alpha: AlphaRao): void {
  SubnetAlphaInEmission.set(ctx, netuid, alpha)
  mintAlphaIn(ctx, netuid, alpha)
}

function injectTao(
  ctx: Context,
  netuid: NetUid,
  account: AccountId,
  credit: Credit,
  tao: Rao,
): Credit {
  const { paid, rest } = spendTao(ctx, account, credit, tao)
  if (!paid) return rest
  SubnetTaoInEmission.set(ctx, netuid, tao)
  SubnetTAO.update(ctx, netuid, (total) => saturatingPlus(total, tao))
  TotalStake.update(ctx, (total) => saturatingPlus(total, tao))
  recordProtocolInflow(ctx, netuid, tao)
  return rest
}
