import {
  alphaRao,
  rao,
  safeDivTrunc,
  saturatingFloorToU64,
  saturatingFromInteger,
  U64F64,
} from '@plexus/primitives'
import type { AccountId, AlphaRao, NetUid, Rao } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { DispatchFailure } from '../../../frame/dispatch-error.ts'
import { currentAlphaPrice, MIN_PRICE } from '../../swap/index.ts'
import { ownsHotkey } from '../keys/ownership.ts'
import { forceReduceLock } from '../locks/reduce.ts'
import { NominatorMinRequiredStake } from '../storage/stake.ts'
import { MIN_STAKE } from './prices.ts'
import { allShareEntries, decreaseStake, stakeOf } from './stake.ts'
import { unstakeFromSubnet } from './unstake-from-subnet.ts'

const U64_MAX = 2n ** 64n - 1n
/** The minimum is kept in millionths of the least stake. */
const MILLION = 1_000_000n

/** Least stake that a nominator may keep, in rao of TAO (spec: 20-calls §6.8). */
export function nominatorMinimum(ctx: Context): Rao {
  const scaled = MIN_STAKE * NominatorMinRequiredStake.get(ctx)
  return rao((scaled > U64_MAX ? U64_MAX : scaled) / MILLION)
}

/** Gives a nomination below the minimum back; what cannot be sold is lost. */
export function clearSmallNomination(
  ctx: Context,
  hotkey: AccountId,
  coldkey: AccountId,
  netuid: NetUid,
): void {
  if (ownsHotkey(ctx, coldkey, hotkey)) return
  const stake = stakeOf(ctx, hotkey, coldkey, netuid)
  if (stake === 0n || stake >= minimumIn(ctx, netuid)) return
  try {
    // The reference has no layer here: what was written before a failure stays.
    unstakeFromSubnet(ctx, {
      hotkey,
      coldkey,
      beneficiary: coldkey,
      netuid,
      alpha: stake,
      limit: MIN_PRICE,
      dropFees: false,
    })
  } catch (error) {
    if (!(error instanceof DispatchFailure)) throw error
    decreaseStake(ctx, hotkey, coldkey, netuid, stakeOf(ctx, hotkey, coldkey, netuid))
  }
  forceReduceLock(ctx, coldkey, netuid, stake)
}

/** The same for everybody who staked anything. */
export function clearSmallNominations(ctx: Context): void {
  for (const { hotkey, coldkey, netuid } of allShareEntries(ctx)) {
    clearSmallNomination(ctx, hotkey, coldkey, netuid)
  }
}

/** The minimum in alpha of a subnet; nothing where alpha has no price. */
function minimumIn(ctx: Context, netuid: NetUid): AlphaRao {
  const minimum = saturatingFromInteger(U64F64, nominatorMinimum(ctx))
  const alpha = safeDivTrunc(U64F64, minimum, currentAlphaPrice(ctx, netuid))
  return alphaRao(saturatingFloorToU64(U64F64, alpha))
}
