import {
  rao,
  saturatingFloorToU64,
  saturatingFromInteger,
  saturatingMulFloor,
  saturatingPlus,
  U64F64,
  wrappingAdd,
} from '@plexus/primitives'
import type { AccountId, NetUid, Rao } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { attempt } from '../../balances/attempt.ts'
import { currentAlphaPrice } from '../../swap/index.ts'
import { StakingHotkeys } from '../storage/keys.ts'
import { allNetuids } from '../subnets/list.ts'
import { simulateSell } from './pools.ts'
import { valueOfAlpha } from './prices.ts'
import { hotkeyStake, shareNetuids, stakeOf } from './stake.ts'

/** All stake with a hotkey on every subnet at the prices of now, in rao. */
export function hotkeyTotalTao(ctx: Context, hotkey: AccountId): Rao {
  let sum = U64F64.zero
  for (const netuid of allNetuids(ctx)) {
    const alpha = saturatingFromInteger(U64F64, hotkeyStake(ctx, hotkey, netuid))
    const price = currentAlphaPrice(ctx, netuid)
    sum = wrappingAdd(U64F64, sum, saturatingMulFloor(U64F64, alpha, price))
  }
  return rao(saturatingFloorToU64(U64F64, sum))
}

/** What all stake of a coldkey would sell for, each by itself and without its fee, in rao. */
export const coldkeyTotalTao = (ctx: Context, coldkey: AccountId): Rao =>
  totalTao(ctx, coldkey, () => true)

/** The same for one subnet. */
export const coldkeyTotalTaoOn = (ctx: Context, coldkey: AccountId, netuid: NetUid): Rao =>
  totalTao(ctx, coldkey, (each) => each === netuid)

function totalTao(ctx: Context, coldkey: AccountId, counts: (netuid: NetUid) => boolean): Rao {
  let sum = 0n
  for (const hotkey of StakingHotkeys.get(ctx, coldkey)) {
    for (const netuid of shareNetuids(ctx, hotkey, coldkey)) {
      // Plain addition of the released runtime wraps.
      if (counts(netuid)) sum = BigInt.asUintN(64, sum + saleOf(ctx, hotkey, coldkey, netuid))
    }
  }
  return rao(sum)
}

/** What stake would sell for with its fee at the price of now; nothing where it cannot be sold. */
function saleOf(ctx: Context, hotkey: AccountId, coldkey: AccountId, netuid: NetUid): Rao {
  const stake = stakeOf(ctx, hotkey, coldkey, netuid)
  const swap = attempt(() => simulateSell(ctx, netuid, stake))
  if (swap === undefined) return rao(0n)
  return saturatingPlus(swap.paidOut, valueOfAlpha(ctx, netuid, swap.fee))
}
