import type { Coords } from './problem.ts'

/** A search for folds of low energy that can be paused between any two steps. */
export interface Search {
  /** Takes about so many more steps: moves in T1, evaluations of energy and gradient in T2. */
  advance(steps: number): void
  /** The best fold up to now, as it would be answered. */
  best(): Coords
}
