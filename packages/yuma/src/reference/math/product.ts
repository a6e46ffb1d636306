import { addSaturating, I32F32, mulFloorChecked, mulFloorSaturating } from '../../fixed.ts'
import type { SparseEntry, SparseMatrix } from '../../sparse.ts'
import { sum } from './normalize.ts'

/** Sums and products of rows, columns and vectors of raw I32F32. Every product is floored. */

/** Σ_j matrix_ij per row. */
export const rowSum = (matrix: SparseMatrix): readonly bigint[] =>
  matrix.map((row) => sum(row.map(([, value]) => value)))

/**
 * Σ_i vector_i · matrix_ij per column.
 *
 * @param vector a missing element counts as 0
 * @param columns length of the result; entries with a uid from here on are ignored
 */
export function matmul(
  matrix: SparseMatrix,
  vector: readonly bigint[],
  columns: number,
): readonly bigint[] {
  const result = Array.from({ length: columns }, () => 0n)
  for (const [i, row] of matrix.entries()) {
    const scale = vector[i] ?? 0n
    for (const [j, value] of row) {
      const total = result[j]
      if (total !== undefined) result[j] = addProduct(total, scale, value)
    }
  }
  return result
}

/** Σ_j vector_j · matrix_ij per row; a missing element of `vector` counts as 0. */
export const matmulTranspose = (
  matrix: SparseMatrix,
  vector: readonly bigint[],
): readonly bigint[] =>
  matrix.map((row) =>
    row.reduce((total, [j, value]) => addProduct(total, vector[j] ?? 0n, value), 0n),
  )

/** vector_i · matrix_ij for each entry; rows from the length of `vector` on are cut off. */
export const rowHadamard = (matrix: SparseMatrix, vector: readonly bigint[]): SparseMatrix =>
  vector
    .slice(0, matrix.length)
    .map((scale, i) =>
      (matrix[i] ?? []).map(([j, value]): SparseEntry => [
        j,
        mulFloorSaturating(I32F32, value, scale),
      ]),
    )

/** vector_j · matrix_ij for each entry, without zero products and without columns `vector` lacks. */
export const matVecMul = (matrix: SparseMatrix, vector: readonly bigint[]): SparseMatrix =>
  matrix.map((row) =>
    row.flatMap(([j, value]): readonly SparseEntry[] => {
      const product = mulFloorSaturating(I32F32, value, vector[j] ?? 0n)
      return product === 0n ? [] : [[j, product]]
    }),
  )

/** a_i · b_i, as long as the shorter of both; 0 where the product overflows. */
export const vecMul = (a: readonly bigint[], b: readonly bigint[]): readonly bigint[] =>
  a.slice(0, b.length).map((value, i) => mulFloorChecked(I32F32, value, b[i] ?? 0n) ?? 0n)

const addProduct = (total: bigint, a: bigint, b: bigint): bigint =>
  addSaturating(I32F32, total, mulFloorSaturating(I32F32, a, b))
