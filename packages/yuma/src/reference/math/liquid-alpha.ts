import {
  addSaturating,
  clampValue,
  divTruncSaturating,
  I32F32,
  integerToFixed,
  mulFloorSaturating,
  ONE,
  subSaturating,
  u16ProportionToFixed,
} from '../../fixed.ts'
import type { SparseMatrix, SparseRow } from '../../sparse.ts'
import { expSafe } from './exp.ts'

/** The alpha of each bond under liquid alpha (spec: 35-yuma-epoch §7.2). */

const HALF = ONE >> 1n

/** What a subnet stores about liquid alpha. */
export interface LiquidAlphaParameters {
  /** u16, 65535 = 1. */
  readonly alphaLow: number
  /** u16, 65535 = 1. */
  readonly alphaHigh: number
  /** i16 in hundredths, may be negative. */
  readonly steepness: number
}

/** Raw I32F32 arguments of {@link alphaSigmoid}. */
export interface AlphaSigmoidInput {
  readonly consensus: bigint
  readonly weight: bigint
  readonly bond: bigint
  readonly low: bigint
  readonly high: bigint
  /** In hundredths. */
  readonly steepness: bigint
}

/**
 * The alpha of every (row, column), as dense raw I32F32; no rows when the row counts differ. Rows are
 * read by a cursor that only moves forward: in a row that is not sorted by uid, a smaller uid after a
 * larger one reads as 0, and so does everything behind a uid out of range.
 *
 * @param consensus raw I32F32 per column
 */
export function liquidAlphaValues(
  weights: SparseMatrix,
  bonds: SparseMatrix,
  consensus: readonly bigint[],
  parameters: LiquidAlphaParameters,
): readonly (readonly bigint[])[] {
  if (weights.length !== bonds.length) return []
  const low = u16ProportionToFixed(parameters.alphaLow)
  const high = u16ProportionToFixed(parameters.alphaHigh)
  const steepness = integerToFixed(I32F32, BigInt(parameters.steepness))
  return weights.map((row, i) => {
    const weightOf = createCursor(row)
    const bondOf = createCursor(bonds[i] ?? [])
    return consensus.map((value, j) =>
      alphaSigmoid({
        consensus: value,
        weight: weightOf(j),
        bond: bondOf(j),
        low,
        high,
        steepness,
      }),
    )
  })
}

/** The alpha of one bond as raw I32F32, within `low`…`high`; `low` when `low` > `high`. */
export function alphaSigmoid(input: AlphaSigmoidInput): bigint {
  const { consensus, weight, bond, low, high, steepness } = input
  const difference =
    weight >= bond ? subSaturating(I32F32, weight, consensus) : subSaturating(I32F32, bond, weight)
  const centred = clampValue(difference, 0n, ONE) - HALF
  const power = expSafe(mulFloorSaturating(I32F32, sigmoidSlope(steepness), centred))
  const sigmoid = divTruncSaturating(I32F32, ONE, addSaturating(I32F32, ONE, power))
  const above = mulFloorSaturating(I32F32, sigmoid, subSaturating(I32F32, high, low))
  return clampValue(addSaturating(I32F32, low, above), low, high)
}

/**
 * The slope of the exponent in {@link alphaSigmoid}, as raw I32F32.
 *
 * @param steepness raw I32F32, in hundredths
 */
export const sigmoidSlope = (steepness: bigint): bigint =>
  divTruncSaturating(I32F32, steepness, integerToFixed(I32F32, -100n))

/** Reads a row at rising uids. Of a repeated uid the first reachable entry counts. */
function createCursor(row: SparseRow): (uid: number) => bigint {
  let position = 0
  return (uid) => {
    let entry = row[position]
    while (entry !== undefined && entry[0] < uid) entry = row[++position]
    return entry !== undefined && entry[0] === uid ? entry[1] : 0n
  }
}
