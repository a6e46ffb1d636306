import { bool, boundedVec, NetUid } from '@plexus/primitives'
import { closedCall } from '../../../frame/call.ts'
import { weight } from '../../../frame/weight.ts'
import { MAX_ORDERS } from '../config.ts'
import { limitOrders } from '../id.ts'
import { SignedOrder, VersionedOrder } from '../types.ts'
import { executeBatchedOrdersWeight, executeOrdersWeight } from '../weights.ts'

// Limit orders are closed: their calls are part of the interface, and nobody may make them.

const orders = boundedVec(SignedOrder, MAX_ORDERS)

export const executeOrders = closedCall(
  limitOrders,
  { orders, should_fail: bool },
  {
    index: 0,
    name: 'execute_orders',
    weight: (args) => executeOrdersWeight(args.orders.length),
  },
)

export const executeBatchedOrders = closedCall(
  limitOrders,
  { netuid: NetUid, orders },
  {
    index: 1,
    name: 'execute_batched_orders',
    weight: (args) => executeBatchedOrdersWeight(args.orders.length),
  },
)

export const cancelOrder = closedCall(
  limitOrders,
  { order: VersionedOrder },
  {
    index: 2,
    name: 'cancel_order',
    weight: weight(14_822_000n, { reads: 1n, writes: 1n, proofSize: 3522n }),
  },
)

export const setPalletStatus = closedCall(
  limitOrders,
  { enabled: bool },
  { index: 3, name: 'set_pallet_status', weight: weight(4_266_000n, { writes: 1n }) },
)
