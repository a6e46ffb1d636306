import type { EpochInput } from '../../epoch/input.ts'
import { NO_COMMIT } from '../../epoch/input.ts'
import { decodeRowIfAny } from '../../epoch/row.ts'
import { I32F32, integerToFixed } from '../../fixed.ts'
import type { SparseEntry, SparseMatrix } from '../../sparse.ts'
import { maskDiagonal, maskDiagonalExceptIndex, maskRows, vecMask } from '../math/mask.ts'
import { rowNormalize } from '../math/normalize-sparse.ts'
import { registrationBlocks } from './registration-blocks.ts'

/** The weights that count, each row normalised (spec: 35-yuma-epoch §3.2). */
export function normalizedWeights(input: EpochInput, permits: readonly boolean[]): SparseMatrix {
  const { ownerUid, commitBlocks } = input
  const forbidden = permits.map((isPermitted) => !isPermitted)
  const registration = registrationBlocks(input)
  let weights = maskRows(forbidden, storedWeights(input))
  weights =
    ownerUid === undefined ? maskDiagonal(weights) : maskDiagonalExceptIndex(weights, ownerUid)
  weights = vecMask(weights, [...input.lastUpdate], registration, (updated, registered) => {
    return updated <= registered
  })
  if (commitBlocks !== undefined) {
    const commits = Array.from({ length: input.n }, (_, uid) => commitBlocks[uid] ?? NO_COMMIT)
    weights = vecMask(weights, commits, registration, (commit, registered) => commit < registered)
  }
  return rowNormalize(weights)
}

const storedWeights = ({ n, weights }: EpochInput): SparseMatrix =>
  Array.from({ length: n }, (_, i) =>
    decodeRowIfAny(weights[i]).flatMap(([j, value]): readonly SparseEntry[] =>
      j < n ? [[j, integerToFixed(I32F32, BigInt(value))]] : [],
    ),
  )
