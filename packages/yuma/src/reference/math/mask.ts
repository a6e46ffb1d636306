import type { SparseMatrix } from '../../sparse.ts'

/** Removal of what must not count (spec: 35-yuma-epoch §2, §3.2, §7). A mask is true where it removes. */

/** Says when an entry is removed, by the u64 of its row and the u64 of its column. */
export type MaskPredicate = (row: bigint, column: bigint) => boolean

/** The vector with masked elements set to 0. A short mask removes the excess; an empty one nothing. */
export const maskVector = (mask: readonly boolean[], x: readonly bigint[]): readonly bigint[] =>
  mask.length === 0 ? x : x.map((value, uid) => ((mask[uid] ?? true) ? 0n : value))

/** The matrix with masked rows emptied. A row without an element in the mask is emptied too. */
export const maskRows = (mask: readonly boolean[], matrix: SparseMatrix): SparseMatrix =>
  matrix.map((row, uid) => ((mask[uid] ?? true) ? [] : row))

/** The matrix without its diagonal. */
export const maskDiagonal = (matrix: SparseMatrix): SparseMatrix =>
  matrix.map((row, i) => row.filter(([j]) => j !== i))

/** The matrix without its diagonal, except for the entry at `index`. */
export const maskDiagonalExceptIndex = (matrix: SparseMatrix, index: number): SparseMatrix =>
  matrix.map((row, i) => row.filter(([j]) => j !== i || i === index))

/** The matrix without the entries (i, j) for which `isMasked(first[i], second[j])`. Missing = 0. */
export const vecMask = (
  matrix: SparseMatrix,
  first: readonly bigint[],
  second: readonly bigint[],
  isMasked: MaskPredicate,
): SparseMatrix =>
  matrix.map((row, i) => row.filter(([j]) => !isMasked(first[i] ?? 0n, second[j] ?? 0n)))

/** The matrix without the entries (i, j) for which `isMasked(scalar, vector[j])`. Missing = 0. */
export const scalarVecMask = (
  matrix: SparseMatrix,
  scalar: bigint,
  vector: readonly bigint[],
  isMasked: MaskPredicate,
): SparseMatrix => matrix.map((row) => row.filter(([j]) => !isMasked(scalar, vector[j] ?? 0n)))
