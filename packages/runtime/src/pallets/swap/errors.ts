import { palletErrors } from '../../frame/error.ts'
import { swap } from './id.ts'

export const errors = palletErrors(swap, {
  FeeRateTooHigh: 'The fee rate is above the highest allowed.',
  InsufficientInputAmount: 'The amount is too small to be swapped.',
  InsufficientLiquidity: 'The pool holds less than it would pay out.',
  PriceLimitExceeded: 'The price is beyond the limit already.',
  InsufficientBalance: 'The balance is too small.',
  InvalidTickRange: 'The range of ticks is invalid.',
  InvalidLiquidityValue: 'The liquidity is invalid.',
  ReservesTooLow: 'The reserves of the pool are too small.',
  MechanismDoesNotExist: 'There is no such subnet.',
  SubtokenDisabled: 'The subnet is not started.',
  ReservesOutOfBalance: 'The reserves of the pool are too unequal.',
  SwapInputTooLarge: 'The amount exceeds a thousand times the reserve.',
  Deprecated: 'This call is gone.',
})
