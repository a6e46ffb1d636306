import {
  alphaRao,
  safeDivTrunc,
  saturatingFloorToU64,
  saturatingFromInteger,
  saturatingMulFloor,
  saturatingPlus,
  saturatingSub,
  U96F32,
} from '@plexus/primitives'
import type { AccountId, AlphaRao, NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { increaseRootClaimable } from '../root/claimable.ts'
import { increaseStake, increaseStakeOfAll } from '../staking/stake.ts'
import {
  AlphaDividendsPerSubnet,
  RootAlphaDividendsPerSubnet,
  TotalHotkeyAlphaLastEpoch,
} from '../storage/emission.ts'
import { Delegates, Owner } from '../storage/keys.ts'
import { TotalHotkeyAlpha } from '../storage/stake.ts'
import type { ByAccount } from './by-account.ts'
import type { EpochObserver } from './observer.ts'

const U16_MAX = saturatingFromInteger(U96F32, 0xffffn)

/** Pays the dividends of subnet stake: the validator's take, then all who staked with it. */
export function payAlphaDividends(
  ctx: Context,
  netuid: NetUid,
  dividends: ByAccount<U96F32>,
  observer?: EpochObserver,
): void {
  AlphaDividendsPerSubnet.clear(ctx, [netuid])
  for (const [hotkey, dividend] of dividends) {
    observer?.touches(ctx, hotkey)
    const rest = payTake(ctx, netuid, hotkey, dividend, 'alpha', observer)
    increaseStakeOfAll(ctx, hotkey, netuid, rest)
    observer?.paid({ type: 'stakers', hotkey, amountAlphaRao: rest })
    record(ctx, AlphaDividendsPerSubnet, netuid, hotkey, rest)
    TotalHotkeyAlphaLastEpoch.set(ctx, hotkey, netuid, TotalHotkeyAlpha.get(ctx, hotkey, netuid))
  }
}

/** Pays the dividends of root stake: the validator's take, then what its root stakers may claim. */
export function payRootDividends(
  ctx: Context,
  netuid: NetUid,
  dividends: ByAccount<U96F32>,
  observer?: EpochObserver,
): void {
  RootAlphaDividendsPerSubnet.clear(ctx, [netuid])
  for (const [hotkey, dividend] of dividends) {
    observer?.touches(ctx, hotkey)
    const rest = payTake(ctx, netuid, hotkey, dividend, 'root', observer)
    const paidTo = increaseRootClaimable(ctx, hotkey, netuid, rest)
    observer?.paid(
      paidTo === undefined
        ? { type: 'rootClaimable', hotkey, amountAlphaRao: rest }
        : { type: 'rootToOwner', hotkey, coldkey: paidTo, amountAlphaRao: rest },
    )
    record(ctx, RootAlphaDividendsPerSubnet, netuid, hotkey, rest)
  }
}

/** Stakes the take of the hotkey's owner. @returns what is left for others, rounded down */
function payTake(
  ctx: Context,
  netuid: NetUid,
  hotkey: AccountId,
  dividend: U96F32,
  of: 'alpha' | 'root',
  observer: EpochObserver | undefined,
): AlphaRao {
  const rate = saturatingFromInteger(U96F32, BigInt(Delegates.get(ctx, hotkey)))
  const take = saturatingMulFloor(U96F32, safeDivTrunc(U96F32, rate, U16_MAX), dividend)
  const coldkey = Owner.get(ctx, hotkey)
  increaseStake(ctx, hotkey, coldkey, netuid, whole(take))
  observer?.paid({ type: 'take', of, hotkey, coldkey, amountAlphaRao: whole(take) })
  return whole(saturatingSub(U96F32, dividend, take))
}

function record(
  ctx: Context,
  paid: typeof AlphaDividendsPerSubnet,
  netuid: NetUid,
  hotkey: AccountId,
  amount: AlphaRao,
): void {
  paid.update(ctx, netuid, hotkey, (total) => saturatingPlus(total, amount))
}

const whole = (amount: U96F32): AlphaRao => alphaRao(saturatingFloorToU64(U96F32, amount))
