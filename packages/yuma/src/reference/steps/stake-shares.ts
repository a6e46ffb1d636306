import type { EpochInput } from '../../epoch/input.ts'
import { fixed64ToFixed32, fixedToUnsigned, I64F64, U64_MAX } from '../../fixed.ts'
import { maskVector } from '../math/mask.ts'
import { normalize, normalize64 } from '../math/normalize.ts'

/**
 * Each uid's share of the stake that reaches the threshold, raw I32F32. The owner's counts in any
 * case (spec: 35-yuma-epoch §3 steps 2, 3).
 *
 * @param total raw I64F64
 */
export function stakeShares(total: readonly bigint[], input: EpochInput): readonly bigint[] {
  const counted = total.map((stake, uid) => {
    const isBelow = fixedToUnsigned(I64F64, stake, U64_MAX) < input.stakeThreshold
    return isBelow && uid !== input.ownerUid ? 0n : stake
  })
  return normalize64(counted).map(fixed64ToFixed32)
}

/** The shares of active uids with a permit, normalised again (spec: 35-yuma-epoch §3 step 6). */
export function activeStakeShares(
  stake: readonly bigint[],
  active: readonly boolean[],
  permits: readonly boolean[],
): readonly bigint[] {
  const inactive = active.map((isActive) => !isActive)
  const forbidden = permits.map((isPermitted) => !isPermitted)
  return normalize(maskVector(forbidden, maskVector(inactive, stake)))
}
