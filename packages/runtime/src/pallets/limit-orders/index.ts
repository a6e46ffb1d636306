import type { Pallet } from '../../frame/pallet.ts'
import {
  cancelOrder,
  executeBatchedOrders,
  executeOrders,
  setPalletStatus,
} from './calls/closed.ts'
import { constants } from './config.ts'
import { errors } from './errors.ts'
import { events } from './events.ts'
import { limitOrders } from './id.ts'
import { storage } from './storage.ts'

/** Orders that wait for a price. Declared, and closed. */
export const limitOrdersPallet: Pallet = {
  id: limitOrders,
  storage,
  calls: [executeOrders, executeBatchedOrders, cancelOrder, setPalletStatus],
  events,
  errors,
  constants,
}

export { startLimitOrders } from './genesis.ts'
