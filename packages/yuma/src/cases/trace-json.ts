import type { EpochTrace } from '../reference/trace.ts'
import type { SparseMatrix } from '../sparse.ts'
import type { Json } from './run-epoch-case.ts'

/** A trace as the format writes it: raw values as decimal strings, under the names of the vectors. */
export function traceToJson(trace: EpochTrace): Readonly<Record<string, Json>> {
  const { bonds } = trace
  return {
    stake: raws(trace.stake),
    activeStake: raws(trace.activeStake),
    weightsNormalized: rows(trace.weightsNormalized),
    consensus: raws(trace.consensus),
    clippedWeights: rows(trace.clippedWeights),
    validatorTrust: raws(trace.validatorTrust),
    incentive: raws(trace.incentive),
    bondsMasked: rows(bonds.bondsMasked),
    ...(bonds.kind === 'yuma3'
      ? {
          weightsForBonds: rows(trace.weightsForBonds),
          ...(bonds.alphas !== undefined && { alphas: bonds.alphas.map(raws) }),
          emaBonds: rows(bonds.emaBonds),
          emaBondsNorm: rows(bonds.emaBondsNorm),
          totalBondsPerValidator: raws(bonds.totalBondsPerValidator),
        }
      : {
          bondsNorm: rows(bonds.bondsNorm),
          bondsDelta: rows(bonds.bondsDelta),
          bondsDeltaNorm: rows(bonds.bondsDeltaNorm),
          emaBondsNorm: rows(bonds.emaBondsNorm),
        }),
    dividends: raws(trace.dividends),
    normServerEmission: raws(trace.normServerEmission),
    normValidatorEmission: raws(trace.normValidatorEmission),
    normCombinedEmission: raws(trace.normCombinedEmission),
  }
}

const raws = (values: readonly bigint[]): Json => values.map(String)

const rows = (matrix: SparseMatrix): Json =>
  matrix.map((row) => row.map(([uid, raw]): Json => [uid, String(raw)]))
