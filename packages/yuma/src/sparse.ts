/** One cell of a sparse matrix: the uid of its column and the raw I32F32 value. */
export type SparseEntry = readonly [uid: number, raw: bigint]

/** One row. The order of entries is significant, and a uid may occur more than once. */
export type SparseRow = readonly SparseEntry[]

/** Rows by uid; row `i` belongs to the validator with uid `i`. */
export type SparseMatrix = readonly SparseRow[]
