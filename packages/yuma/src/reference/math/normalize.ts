import type { FixedType } from '../../fixed.ts'
import { divTruncOrZero, I32F32, I64F64, sumWrapping } from '../../fixed.ts'

/** Vectors that sum to 1 (spec: 35-yuma-epoch §3.1). */

/** A vector of raw I32F32 divided by its sum; unchanged when that is 0. Each share is truncated. */
export const normalize = (x: readonly bigint[]): readonly bigint[] => normalizeUsingSum(x, sum(x))

/** A vector of raw I32F32 divided by `total`; unchanged when that is 0. */
export const normalizeUsingSum = (x: readonly bigint[], total: bigint): readonly bigint[] =>
  divideAll(I32F32, x, total)

/** A vector of raw I64F64 divided by its sum; unchanged when that is 0. */
export const normalize64 = (x: readonly bigint[]): readonly bigint[] =>
  divideAll(I64F64, x, sumWrapping(I64F64, x))

/** The sum of a vector of raw I32F32, wrapping at 64 bits. */
export const sum = (x: readonly bigint[]): bigint => sumWrapping(I32F32, x)

/** Whether a vector sums to 0; entries of both signs may cancel. */
export const isZero = (x: readonly bigint[]): boolean => sum(x) === 0n

const divideAll = (type: FixedType, x: readonly bigint[], total: bigint): readonly bigint[] =>
  total === 0n ? x : x.map((value) => divTruncOrZero(type, value, total))
