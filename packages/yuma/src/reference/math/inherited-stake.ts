import {
  addSaturating,
  divTruncOrZero,
  fixedToUnsigned,
  integerToFixed,
  mulFloorSaturating,
  subSaturating,
  U64_MAX,
  U96F32,
} from '../../fixed.ts'

/** A parent hotkey: what it delegates to this one, and its own stake. */
export interface ParentStake {
  /** u64, 2^64 − 1 = all. */
  readonly proportion: bigint
  /** u64. */
  readonly stake: bigint
}

/**
 * The stake of a hotkey after what its children take and its parents give (spec: 35-yuma-epoch
 * §2.1), a u64. Every share is floored to 32 fraction bits, their sum to an integer.
 *
 * @param own stake of the hotkey, u64
 * @param childProportions u64 per child, 2^64 − 1 = all; what they take is limited to `own`
 */
export function inheritedStake(
  own: bigint,
  childProportions: readonly bigint[],
  parents: readonly ParentStake[],
): bigint {
  const given = sumOf(childProportions.map((proportion) => share(own, proportion)))
  const received = sumOf(parents.map(({ proportion, stake }) => share(stake, proportion)))
  const kept = subSaturating(U96F32, integerToFixed(U96F32, own), given)
  return fixedToUnsigned(U96F32, addSaturating(U96F32, kept, received), U64_MAX)
}

const share = (stake: bigint, proportion: bigint): bigint =>
  mulFloorSaturating(
    U96F32,
    integerToFixed(U96F32, stake),
    divTruncOrZero(U96F32, integerToFixed(U96F32, proportion), integerToFixed(U96F32, U64_MAX)),
  )

const sumOf = (values: readonly bigint[]): bigint =>
  values.reduce((total, value) => addSaturating(U96F32, total, value), 0n)
