import type { SparseMatrix } from '../sparse.ts'

/** Raw I32F32 values of every step of an epoch, named as in the vectors. */
export interface EpochTrace {
  /** Total stake per uid, raw I64F64 (spec: 35-yuma-epoch §2.1). */
  readonly totalStake: readonly bigint[]
  /** Share of the stake above the threshold. */
  readonly stake: readonly bigint[]
  readonly activeStake: readonly bigint[]
  readonly weightsNormalized: SparseMatrix
  readonly consensus: readonly bigint[]
  readonly clippedWeights: SparseMatrix
  readonly validatorTrust: readonly bigint[]
  readonly ranks: readonly bigint[]
  readonly incentive: readonly bigint[]
  readonly weightsForBonds: SparseMatrix
  readonly bonds: BondsTrace
  readonly dividends: readonly bigint[]
  readonly normServerEmission: readonly bigint[]
  readonly normValidatorEmission: readonly bigint[]
  readonly normCombinedEmission: readonly bigint[]
}

/** The steps from stored bonds to new ones; they differ between the two forms of Yuma. */
export type BondsTrace = Yuma2BondsTrace | Yuma3BondsTrace

/** Without yuma3: bonds are shares of their column (spec: 35-yuma-epoch §7.1). */
export interface Yuma2BondsTrace {
  readonly kind: 'yuma2'
  /** Whole numbers of the stored u16. */
  readonly bondsMasked: SparseMatrix
  readonly bondsNorm: SparseMatrix
  readonly bondsDelta: SparseMatrix
  readonly bondsDeltaNorm: SparseMatrix
  readonly emaBondsNorm: SparseMatrix
}

/** With yuma3: bonds are shares of their own (spec: 35-yuma-epoch §7.2). */
export interface Yuma3BondsTrace {
  readonly kind: 'yuma3'
  readonly bondsMasked: SparseMatrix
  /** Dense; absent when liquid alpha does not act. */
  readonly alphas: readonly (readonly bigint[])[] | undefined
  readonly emaBonds: SparseMatrix
  readonly emaBondsNorm: SparseMatrix
  readonly totalBondsPerValidator: readonly bigint[]
}
