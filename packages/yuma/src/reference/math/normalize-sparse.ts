import { addSaturating, divTruncOrZero, I32F32 } from '../../fixed.ts'
import type { SparseEntry, SparseMatrix } from '../../sparse.ts'
import { rowSum } from './product.ts'

/** Each row divided by its sum when that is positive; other rows are unchanged. */
export function rowNormalize(matrix: SparseMatrix): SparseMatrix {
  const sums = rowSum(matrix)
  return matrix.map((row, i) => {
    const total = sums[i] ?? 0n
    if (total <= 0n) return row
    return row.map(([j, value]): SparseEntry => [j, divTruncOrZero(I32F32, value, total)])
  })
}

/**
 * Each entry divided by the sum of its column.
 *
 * @param columns entries with a uid from here on, and columns that sum to 0, are unchanged
 */
export function colNormalize(matrix: SparseMatrix, columns: number): SparseMatrix {
  return divideColumns(
    matrix,
    foldColumns(matrix, columns, (total, value) => addSaturating(I32F32, total, value)),
  )
}

/**
 * Each entry divided by the largest of its column, which becomes 1.
 *
 * @param columns entries with a uid from here on, and columns without a positive entry, are unchanged
 */
export function colMaxUpscale(matrix: SparseMatrix, columns: number): SparseMatrix {
  return divideColumns(
    matrix,
    foldColumns(matrix, columns, (max, value) => (max < value ? value : max)),
  )
}

function foldColumns(
  matrix: SparseMatrix,
  columns: number,
  combine: (accumulated: bigint, value: bigint) => bigint,
): readonly bigint[] {
  const result = Array.from({ length: columns }, () => 0n)
  for (const [j, value] of matrix.flat()) {
    const accumulated = result[j]
    if (accumulated !== undefined) result[j] = combine(accumulated, value)
  }
  return result
}

const divideColumns = (matrix: SparseMatrix, divisors: readonly bigint[]): SparseMatrix =>
  matrix.map((row) =>
    row.map((entry): SparseEntry => {
      const [j, value] = entry
      const divisor = divisors[j] ?? 0n
      return divisor === 0n ? entry : [j, divTruncOrZero(I32F32, value, divisor)]
    }),
  )
