import type { Tier } from './problem.ts'

/** A number for each tier. */
export type PerTier = Readonly<Record<Tier, number>>

/** What may differ between two networks that run the folding subnet. */
export interface FoldingOptions {
  /** Blocks of a window. */
  readonly windowBlocks: number
  /** Chains to fold in a window; T1 and T2 take turns. */
  readonly challengesPerWindow: number
  /** Beads of a chain, at least and at most, by tier. */
  readonly lengths: Readonly<Record<Tier, readonly [number, number]>>
  /** Search steps that a miner is advised to spend on a chain. */
  readonly budget: PerTier
  /** Search steps of the validator's own fold, which is worth nothing when a miner finds it. */
  readonly quickSteps: PerTier
  /** Search steps for planting a fold. */
  readonly plantSteps: PerTier
  /** Time of a miner for one chain, in ms. */
  readonly minerMs: number
}

/**
 * For a network of many machines: minutes of search for each chain.
 * A validator spends about 0.5 s on each, once for all miners.
 */
export const STANDARD_FOLDING: FoldingOptions = {
  windowBlocks: 100,
  challengesPerWindow: 8,
  lengths: { T1: [24, 64], T2: [21, 55] },
  budget: { T1: 20_000_000, T2: 10_000_000 },
  quickSteps: { T1: 20_000, T2: 20_000 },
  plantSteps: { T1: 200_000, T2: 200_000 },
  minerMs: 300_000,
}

/** For a whole network on one machine: the strongest miner searches for tens of milliseconds. */
export const LAPTOP_FOLDING: FoldingOptions = {
  windowBlocks: 20,
  challengesPerWindow: 4,
  lengths: { T1: [40, 56], T2: [24, 34] },
  budget: { T1: 100_000, T2: 30_000 },
  quickSteps: { T1: 1_000, T2: 300 },
  plantSteps: { T1: 6_000, T2: 3_000 },
  minerMs: 6_000,
}
