import { decodeRow } from '@plexus/yuma'
import type { EpochInput, EpochOutput, EpochTrace, SparseMatrix } from '@plexus/yuma'
import type { FractionRow, RowExplanation } from './explanation.ts'
import { fraction32 } from './fraction.ts'

/** The row of one uid in every matrix of an epoch. */
export function explainRow(
  uid: number,
  input: EpochInput,
  output: EpochOutput,
  trace: EpochTrace,
): RowExplanation {
  return {
    uid,
    weightsStored: storedRow(input.weights[uid]),
    bondsStored: storedRow(input.bonds[uid]),
    weightsNormalized: rowOf(trace.weightsNormalized, uid),
    weightsClipped: rowOf(trace.clippedWeights, uid),
    weightsForBonds: rowOf(trace.weightsForBonds, uid),
    bonds: bondSteps(trace, uid),
    bondsStoredAfter: storedRow(output.bonds[uid]),
  }
}

/** Both forms of Yuma have steps of their own. */
function bondSteps({ bonds }: EpochTrace, uid: number): RowExplanation['bonds'] {
  const row = (matrix: SparseMatrix): FractionRow => rowOf(matrix, uid)
  switch (bonds.kind) {
    case 'yuma2':
      return {
        bondsMasked: row(bonds.bondsMasked),
        bondsNorm: row(bonds.bondsNorm),
        bondsDelta: row(bonds.bondsDelta),
        bondsDeltaNorm: row(bonds.bondsDeltaNorm),
        emaBondsNorm: row(bonds.emaBondsNorm),
      }
    case 'yuma3':
      return {
        bondsMasked: row(bonds.bondsMasked),
        // Liquid alpha has a rate for each pair.
        ...(bonds.alphas && { alphas: denseRow(bonds.alphas[uid]) }),
        emaBonds: row(bonds.emaBonds),
        emaBondsNorm: row(bonds.emaBondsNorm),
      }
  }
}

const rowOf = (matrix: SparseMatrix, uid: number): FractionRow =>
  (matrix[uid] ?? []).map(([of, raw]) => [of, fraction32(raw)] as const)

const denseRow = (row: readonly bigint[] = []): FractionRow =>
  row.map((raw, of) => [of, fraction32(raw)] as const)

const storedRow = (bytes: Uint8Array | undefined): RowExplanation['weightsStored'] =>
  bytes === undefined || bytes.length === 0 ? [] : decodeRow(bytes)
