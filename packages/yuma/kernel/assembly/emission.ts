import * as Place from '../../src/kernel/layout'
import { add, mulHighUnsigned } from './fixed'
import { get, set } from './memory'
import {
  activeStake,
  dividends,
  emission,
  incentive,
  n,
  parameter,
  serverEmission,
  stake,
  validatorEmission,
} from './state'
import { divideBy, sumOf } from './vector'

/** Who is paid how much (spec: 35-yuma-epoch §8). */
export function computeEmission(): void {
  for (let uid = 0; uid < n; uid++) {
    set(emission, uid, add(get(incentive, uid), get(dividends, uid)))
  }
  const total = sumOf(emission, n)
  divideBy(total, incentive, serverEmission, n)
  divideBy(total, dividends, validatorEmission, n)
  divideBy(total, emission, emission, n)
  if (total == 0) {
    // Without incentives and dividends validators are paid by stake, the active one first.
    const fallback = sumOf(activeStake, n) == 0 ? stake : activeStake
    memory.copy(validatorEmission, fallback, (<usize>n) << 3)
    memory.copy(emission, fallback, (<usize>n) << 3)
  }
  payOut(serverEmission)
  payOut(validatorEmission)
  payOut(emission)
}

/** Shares become amounts, in place. */
function payOut(shares: usize): void {
  const amount = <u64>parameter(Place.TOTAL_EMISSION)
  for (let uid = 0; uid < n; uid++) {
    const share = get(shares, uid)
    if (share == 0) continue
    set(shares, uid, share < 0 ? 0 : <i64>amountOf(<u64>share, amount))
  }
}

/** floor(share · amount), clamped to a u64. */
function amountOf(share: u64, amount: u64): u64 {
  const high = mulHighUnsigned(share, amount)
  return high >> 32 != 0 ? u64.MAX_VALUE : (high << 32) | ((share * amount) >> 32)
}
