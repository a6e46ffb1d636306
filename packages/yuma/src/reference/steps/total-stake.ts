import type { EpochInput } from '../../epoch/input.ts'
import {
  addSaturating,
  divTruncOrZero,
  I64F64,
  integerToFixed,
  mulFloorSaturating,
  U64_MAX,
  U96F32,
} from '../../fixed.ts'

/** alpha + tao · weight per uid, raw I64F64; 0 without a hotkey (spec: 35-yuma-epoch §2.1). */
export function totalStake(input: EpochInput): readonly bigint[] {
  const weight = taoWeightFixed(input.taoWeight) << (I64F64.fractionBits - U96F32.fractionBits)
  return Array.from({ length: input.n }, (_, uid) => {
    if (input.hasKey[uid] !== true) return 0n
    const alpha = integerToFixed(I64F64, input.alphaStake[uid] ?? 0n)
    const tao = integerToFixed(I64F64, input.taoStake[uid] ?? 0n)
    return addSaturating(I64F64, alpha, mulFloorSaturating(I64F64, tao, weight))
  })
}

/**
 * The share that a stored TaoWeight stands for, as raw U96F32.
 *
 * @param taoWeight u64, 2^64 − 1 = 1
 */
export const taoWeightFixed = (taoWeight: bigint): bigint =>
  divTruncOrZero(U96F32, integerToFixed(U96F32, taoWeight), integerToFixed(U96F32, U64_MAX))
