import type { Pallet } from '../../frame/pallet.ts'
import { deprecatedCalls } from './calls/deprecated.ts'
import { setFeeRate } from './calls/set-fee-rate.ts'
import { constants } from './config.ts'
import { errors } from './errors.ts'
import { events } from './events.ts'
import { swap } from './id.ts'
import { updateSqrtPrices } from './sqrt-price.ts'
import {
  AlphaSqrtPrice,
  FeeRate,
  HasMigrationRun,
  PalSwapInitialized,
  ScrapReservoirAlpha,
  SwapBalancer,
} from './storage.ts'

export const swapPallet: Pallet = {
  id: swap,
  storage: [
    FeeRate,
    SwapBalancer,
    PalSwapInitialized,
    HasMigrationRun,
    ScrapReservoirAlpha,
    AlphaSqrtPrice,
  ],
  calls: [setFeeRate, ...deprecatedCalls],
  events,
  errors,
  constants,
  onFinalize: updateSqrtPrices,
}

export { approxFeeAmount } from './fee.ts'
export { adjustProtocolLiquidity, clearProtocolLiquidity } from './liquidity.ts'
export { currentAlphaPrice, isDynamic } from './price.ts'
export { buyAlpha, MAX_PRICE, MIN_PRICE, sellAlpha } from './swap.ts'
export type { SwapOutcome } from './swap.ts'
