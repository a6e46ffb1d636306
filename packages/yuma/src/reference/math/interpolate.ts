import { addSaturating, I32F32, mulFloorSaturating, ONE, subSaturating } from '../../fixed.ts'
import type { SparseEntry, SparseMatrix, SparseRow } from '../../sparse.ts'

/**
 * a + ratio · (b − a) for each entry: the weights that bonds are made of (spec: 35-yuma-epoch §6).
 * Ratio 0 gives `a` and ratio 1 gives `b` with the order of their entries; any other ratio gives rows
 * in uid order with the positive values only. With unequal row counts the result is `b`.
 *
 * @param columns entries with a uid from here on are ignored
 * @param ratio raw I32F32
 */
export function interpolate(
  a: SparseMatrix,
  b: SparseMatrix,
  columns: number,
  ratio: bigint,
): SparseMatrix {
  if (ratio === 0n) return a
  if (ratio === ONE || a.length !== b.length) return b
  return a.map((row, i) => interpolateRow(row, b[i] ?? [], columns, ratio))
}

function interpolateRow(a: SparseRow, b: SparseRow, columns: number, ratio: bigint): SparseRow {
  // Of a repeated uid the last entry counts.
  const from = new Map(a)
  const to = new Map(b)
  const result: SparseEntry[] = []
  for (let j = 0; j < columns; j++) {
    const start = from.get(j) ?? 0n
    const difference = subSaturating(I32F32, to.get(j) ?? 0n, start)
    const value = addSaturating(I32F32, start, mulFloorSaturating(I32F32, ratio, difference))
    if (value > 0n) result.push([j, value])
  }
  return result
}
