import { addSaturating, I32F32, U64_MAX } from '../../fixed.ts'
import { isZero, normalize, normalizeUsingSum, sum } from '../math/normalize.ts'

/** Shares of the emission per uid, raw I32F32. */
export interface EmissionShares {
  readonly server: readonly bigint[]
  readonly validator: readonly bigint[]
  readonly combined: readonly bigint[]
}

/**
 * Who gets which part of the emission (spec: 35-yuma-epoch §8). With neither incentives nor
 * dividends validators are paid by active stake, or by all stake where none is active.
 */
export function emissionShares(
  incentive: readonly bigint[],
  dividends: readonly bigint[],
  stake: readonly bigint[],
  activeStake: readonly bigint[],
): EmissionShares {
  const both = incentive.map((own, uid) => addSaturating(I32F32, own, dividends[uid] ?? 0n))
  const total = sum(both)
  if (total === 0n) {
    const fallback = isZero(activeStake) ? stake : activeStake
    return { server: incentive, validator: fallback, combined: fallback }
  }
  return {
    server: normalizeUsingSum(incentive, total),
    validator: normalizeUsingSum(dividends, total),
    combined: normalize(both),
  }
}

/**
 * A share of the emission, floored to a u64.
 *
 * @param share raw I32F32
 * @param emission u64, in alpha rao
 */
export function emissionAmount(share: bigint, emission: bigint): bigint {
  const amount = (share * emission) >> I32F32.fractionBits
  if (amount < 0n) return 0n
  return amount < U64_MAX ? amount : U64_MAX
}
