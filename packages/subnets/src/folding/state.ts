import type { Tier } from './problem.ts'

/** The lowest energy seen for a chain. */
export interface FoldRecord {
  readonly tier: Tier
  readonly sequence: string
  /** In units of 10⁻⁶. */
  readonly energy: number
  /** Window in which it was found. */
  readonly window: number
}

/** What a validator of the folding subnet remembers between windows. */
export interface FoldingState {
  /** Best-known energies, oldest first, at most {@link MAX_RECORDS}. */
  readonly records: readonly FoldRecord[]
}

/** About 200 bytes each. */
export const MAX_RECORDS = 256

/** Energies in scores and records are whole multiples of 10⁻⁶, so that sums do not depend on order. */
export const toMicro = (energy: number): number => Math.round(energy * 1e6) + 0
