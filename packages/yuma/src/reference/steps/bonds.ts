import type { EpochInput } from '../../epoch/input.ts'
import type { SparseMatrix } from '../../sparse.ts'
import type { BondsTrace } from '../trace.ts'
import { yuma2Bonds } from './bonds-yuma2.ts'
import { yuma3Bonds } from './bonds-yuma3.ts'

/** What bonds are made from, raw I32F32. */
export interface BondsSource {
  readonly weightsForBonds: SparseMatrix
  readonly activeStake: readonly bigint[]
  readonly consensus: readonly bigint[]
  readonly incentive: readonly bigint[]
}

/** New bonds, as raw I32F32 still to be cut to u16, and what they pay. */
export interface BondsResult {
  readonly dividends: readonly bigint[]
  readonly stored: SparseMatrix
  readonly trace: BondsTrace
}

/** Bonds and dividends, in the form of Yuma that the subnet runs (spec: 35-yuma-epoch §7). */
export const bondsAndDividends = (input: EpochInput, source: BondsSource): BondsResult =>
  input.yuma3 ? yuma3Bonds(input, source) : yuma2Bonds(input, source)
