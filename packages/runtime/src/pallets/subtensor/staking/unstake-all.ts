import { netUid, rao, saturatingPlus } from '@plexus/primitives'
import type { AccountId, NetUid, Rao } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { ensure } from '../../../frame/error.ts'
import { attempt } from '../../balances/attempt.ts'
import { MAX_PRICE, MIN_PRICE } from '../../swap/index.ts'
import { errors } from '../errors.ts'
import { hotkeyExists } from '../keys/ownership.ts'
import { SubtokenEnabled } from '../storage/pools.ts'
import { allNetuids } from '../subnets/list.ts'
import { clearSmallNomination } from './small-nominations.ts'
import { stakeIntoSubnet } from './stake-into-subnet.ts'
import { stakeOf } from './stake.ts'
import { unstakeFromSubnet } from './unstake-from-subnet.ts'
import { validateRemove } from './validate-remove.ts'

const ROOT = netUid(0)

/**
 * Unstakes everything that a coldkey has with a hotkey; what may not be unstaked stays.
 *
 * @throws DispatchFailure HotKeyAccountNotExists, or what a sale fails with
 */
export function unstakeAll(ctx: Context, coldkey: AccountId, hotkey: AccountId): void {
  ensure(hotkeyExists(ctx, hotkey), errors.HotKeyAccountNotExists)
  for (const netuid of allNetuids(ctx)) unstakeWhole(ctx, coldkey, hotkey, netuid)
}

/**
 * The same without the root network; what was sold for is staked there. Whether the root network
 * is started is not asked.
 *
 * @throws DispatchFailure HotKeyAccountNotExists, AmountTooLow where nothing was sold
 */
export function unstakeAllAlpha(ctx: Context, coldkey: AccountId, hotkey: AccountId): void {
  ensure(hotkeyExists(ctx, hotkey), errors.HotKeyAccountNotExists)
  let total = rao(0n)
  for (const netuid of allNetuids(ctx)) {
    if (netuid === ROOT) continue
    total = saturatingPlus(total, unstakeWhole(ctx, coldkey, hotkey, netuid))
  }
  const order = { hotkey, coldkey, netuid: ROOT, limit: MAX_PRICE, dropFees: false }
  stakeIntoSubnet(ctx, { ...order, tao: total })
}

/** @returns rao it was sold for; 0 where it may not be sold */
function unstakeWhole(ctx: Context, coldkey: AccountId, hotkey: AccountId, netuid: NetUid): Rao {
  if (!SubtokenEnabled.get(ctx, netuid)) return rao(0n)
  const alpha = stakeOf(ctx, hotkey, coldkey, netuid)
  const whose = { coldkey, hotkey, netuid }
  const may = attempt(() => {
    validateRemove(ctx, { ...whose, amount: alpha, max: alpha, allowPartial: false })
    return true
  })
  if (may === undefined) return rao(0n)
  const terms = { beneficiary: coldkey, limit: MIN_PRICE, dropFees: false }
  const tao = unstakeFromSubnet(ctx, { ...whose, ...terms, alpha })
  clearSmallNomination(ctx, hotkey, coldkey, netuid)
  return tao
}
