import {
  addSaturating,
  fixed64ToFixed32,
  I32F32,
  I64F64,
  integerToFixed,
  mulFloorSaturating,
  ONE,
  subSaturating,
} from '../../fixed.ts'
import type { SparseEntry, SparseMatrix, SparseRow } from '../../sparse.ts'

/** Moving averages of bonds (spec: 35-yuma-epoch §7). */

const MOVING_AVERAGE_UNIT = 1_000_000n

/**
 * alpha · fresh + (1 − alpha) · old per entry, in uid order, positive values only. Values of a
 * repeated uid add up. Uids from the row count of `fresh` on are ignored.
 *
 * @param alpha raw I32F32
 */
export function matEma(fresh: SparseMatrix, old: SparseMatrix, alpha: bigint): SparseMatrix {
  const decay = subSaturating(I32F32, ONE, alpha)
  return fresh.map((row, i) => {
    const totals = fresh.map(() => 0n)
    addScaled(totals, row, alpha)
    addScaled(totals, old[i] ?? [], decay)
    return totals.flatMap((value, j): readonly SparseEntry[] => (value > 0n ? [[j, value]] : []))
  })
}

/**
 * min(1, (1 − alpha_ij) · old_ij + max(0, alpha_ij · fresh_ij)) for each entry of `fresh`, in its
 * order, positive values only. A bond towards a uid that `fresh` does not list vanishes. With
 * unequal row counts the result is `fresh`.
 *
 * @param alpha raw I32F32, dense; uids it has no column for are dropped
 */
export function matEmaAlpha(
  fresh: SparseMatrix,
  old: SparseMatrix,
  alpha: readonly (readonly bigint[])[],
): SparseMatrix {
  if (fresh.length !== old.length || fresh.length !== alpha.length) return fresh
  return fresh.map((row, i) => emaAlphaRow(row, old[i] ?? [], alpha[i] ?? []))
}

/**
 * The alpha of {@link matEma} that a subnet's BondsMovingAverage stands for, as raw I32F32.
 *
 * @param bondsMovingAverage u64 in millionths; above one million the alpha is negative
 */
export const bondsAlpha = (bondsMovingAverage: bigint): bigint =>
  subSaturating(
    I32F32,
    ONE,
    fixed64ToFixed32(integerToFixed(I64F64, bondsMovingAverage) / MOVING_AVERAGE_UNIT),
  )

/**
 * {@link bondsAlpha} as yuma3 computes it: conversions wrap where those of the other form saturate,
 * from 2^31 on. Legal values are below 1.
 *
 * @param bondsMovingAverage u64 in millionths
 */
export function disabledLiquidAlpha(bondsMovingAverage: bigint): bigint {
  const wide = BigInt.asIntN(I64F64.bits, bondsMovingAverage << I64F64.fractionBits)
  const average = (wide / MOVING_AVERAGE_UNIT) >> (I64F64.fractionBits - I32F32.fractionBits)
  return subSaturating(I32F32, ONE, BigInt.asIntN(I32F32.bits, average))
}

function addScaled(totals: bigint[], row: SparseRow, scale: bigint): void {
  for (const [j, value] of row) {
    const total = totals[j]
    if (total === undefined) continue
    totals[j] = addSaturating(I32F32, total, mulFloorSaturating(I32F32, scale, value))
  }
}

function emaAlphaRow(fresh: SparseRow, old: SparseRow, alpha: readonly bigint[]): SparseRow {
  // Of a repeated uid the last bond counts.
  const bonds = new Map(old)
  return fresh.flatMap(([j, value]): readonly SparseEntry[] => {
    const own = alpha[j]
    if (own === undefined) return []
    const kept = mulFloorSaturating(I32F32, subSaturating(I32F32, ONE, own), bonds.get(j) ?? 0n)
    const bought = mulFloorSaturating(I32F32, own, value)
    const bond = addSaturating(I32F32, kept, bought > 0n ? bought : 0n)
    if (bond <= 0n) return []
    return [[j, bond < ONE ? bond : ONE]]
  })
}
