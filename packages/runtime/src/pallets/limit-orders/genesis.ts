import type { Context } from '../../frame/context.ts'
import { adoptHotkey } from '../subtensor/keys/ownership.ts'
import { ORDERS_ACCOUNT, ORDERS_HOTKEY } from './config.ts'
import { LimitOrdersEnabled } from './storage.ts'

/** What limit orders need from the first block on. */
export function startLimitOrders(ctx: Context): void {
  adoptHotkey(ctx, ORDERS_ACCOUNT, ORDERS_HOTKEY)
  LimitOrdersEnabled.set(ctx, true)
}
