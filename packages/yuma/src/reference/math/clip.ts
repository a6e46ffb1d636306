import type { SparseEntry, SparseMatrix } from '../../sparse.ts'

/**
 * Each entry limited to the threshold of its column (spec: 35-yuma-epoch §5). An entry above a
 * threshold that is not positive is removed; an entry at or below its threshold stays as it is.
 *
 * @param threshold raw I32F32 per column; a missing one is 0
 */
export const colClip = (matrix: SparseMatrix, threshold: readonly bigint[]): SparseMatrix =>
  matrix.map((row) =>
    row.flatMap((entry): readonly SparseEntry[] => {
      const [j, value] = entry
      const limit = threshold[j] ?? 0n
      if (value <= limit) return [entry]
      return limit > 0n ? [[j, limit]] : []
    }),
  )
