import type { Pallet } from '../../frame/pallet.ts'
import { constants, ONE_FIXED } from './config.ts'
import { events } from './events.ts'
import { transactionPayment } from './id.ts'
import { NextFeeMultiplier, storage } from './storage.ts'

export const transactionPaymentPallet: Pallet = {
  id: transactionPayment,
  storage,
  events,
  constants,
  onFinalize: (ctx) => NextFeeMultiplier.set(ctx, ONE_FIXED),
}

export { startFees } from './genesis.ts'
