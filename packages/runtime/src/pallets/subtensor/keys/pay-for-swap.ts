import type { AccountId, Rao } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { ensure } from '../../../frame/error.ts'
import { attempt } from '../../balances/attempt.ts'
import { errors } from '../errors.ts'
import { coldkeyBalance, recycleTao } from '../tao.ts'

/**
 * Recycles what the swap of a hotkey costs. Who has just that much and no existential deposit
 * beside it is told so by the second error.
 *
 * @throws DispatchFailure NotEnoughBalanceToPaySwapHotKey, InsufficientBalance
 */
export function payForHotkeySwap(ctx: Context, coldkey: AccountId, cost: Rao): void {
  ensure(cost <= coldkeyBalance(ctx, coldkey), errors.NotEnoughBalanceToPaySwapHotKey)
  recycleTao(ctx, coldkey, cost)
}

/**
 * Recycles what the swap of a coldkey costs.
 *
 * @throws DispatchFailure NotEnoughBalanceToPaySwapColdKey
 */
export function payForColdkeySwap(ctx: Context, coldkey: AccountId, cost: Rao): void {
  const isPaid = attempt(() => {
    recycleTao(ctx, coldkey, cost)
    return true
  })
  ensure(isPaid === true, errors.NotEnoughBalanceToPaySwapColdKey)
}
