import type { Coords } from './problem.ts'

/** A search for folds of low energy that can be paused between any two steps. */
export interface Search {
  /** Tries about so many more moves. */
  advance(steps: number): void
  /** The best fold up to now, as it would be answered. */
  best(): Coords
}
