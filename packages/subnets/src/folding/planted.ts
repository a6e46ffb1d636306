import type { Coords } from './problem.ts'

/** A sequence with a fold of known low energy: nobody needs to do better than this. */
export interface Planted {
  readonly sequence: string
  readonly coords: Coords
  readonly energy: number
}
