import { addWeights, allAtLeast, ZERO_WEIGHT } from '../../frame/weight.ts'
import type { Weight } from '../../frame/weight.ts'

/** Counts weight up to a limit that neither dimension passes. */
export interface WeightMeter {
  readonly consumed: Weight
  canConsume(amount: Weight): boolean
  /** Consumes the amount or, where it does not fit, nothing; whether it fitted. */
  tryConsume(amount: Weight): boolean
}

/** A meter that has consumed nothing. */
export function createWeightMeter(limit: Weight): WeightMeter {
  let consumed = ZERO_WEIGHT
  const fits = (amount: Weight): boolean => allAtLeast(limit, addWeights(consumed, amount))
  return {
    get consumed() {
      return consumed
    },
    canConsume: fits,
    tryConsume(amount) {
      if (!fits(amount)) return false
      consumed = addWeights(consumed, amount)
      return true
    },
  }
}
