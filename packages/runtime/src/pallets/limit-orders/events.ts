import { AccountId32, bool, H256, naming, NetUid, u32, u64 } from '@plexus/primitives'
import { DispatchError } from '../../frame/dispatch-error.ts'
import { palletEvents } from '../../frame/event.ts'
import { limitOrders } from './id.ts'
import { OrderSide, OrderType } from './types.ts'

export const events = palletEvents(limitOrders, {
  OrderExecuted: naming(0, {
    order_id: H256,
    signer: AccountId32,
    netuid: NetUid,
    order_type: OrderType,
    amount_in: u64,
    amount_out: u64,
  }),
  OrderSkipped: naming(1, { order_id: H256, reason: DispatchError }),
  OrderCancelled: naming(2, { order_id: H256, signer: AccountId32 }),
  GroupExecutionSummary: naming(3, {
    netuid: NetUid,
    net_side: OrderSide,
    net_amount: u64,
    actual_out: u64,
    executed_count: u32,
  }),
  LimitOrdersPalletStatusChanged: naming(4, { enabled: bool }),
})
