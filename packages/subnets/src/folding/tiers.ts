import { evaluateAb, roundCoords } from './ab/evaluate.ts'
import { plantAb } from './ab/plant.ts'
import { searchAb } from './ab/search.ts'
import type { Evaluation } from './evaluation.ts'
import { evaluateHp } from './hp/evaluate.ts'
import { plantHp } from './hp/plant.ts'
import { searchHp } from './hp/search.ts'
import type { Planted } from './planted.ts'
import type { Coords, Tier } from './problem.ts'
import type { Words } from './random.ts'
import type { Search } from './search.ts'

/** What the verbs of the subnet need to know of a tier. */
export interface TierModel {
  /** Name of the energy function and its constants; changes when any energy does. */
  readonly params: string
  /**
   * Checks a fold and computes its energy; never throws for finite numbers.
   *
   * @param coords three finite numbers for each bead
   */
  evaluate(sequence: string, coords: Coords): Evaluation
  /** Coordinates as they are answered and evaluated. */
  round(coords: Coords): Coords
  search(sequence: string, words: Words, steps: number): Search
  plant(words: Words, length: number, effort: number): Planted
}

/** The tiers, by name. */
export const TIERS: Readonly<Record<Tier, TierModel>> = {
  T1: {
    params: 'hp-1',
    evaluate: evaluateHp,
    round: (coords) => coords,
    search: searchHp,
    plant: plantHp,
  },
  T2: {
    params: 'ab-1',
    evaluate: evaluateAb,
    round: roundCoords,
    search: searchAb,
    plant: plantAb,
  },
}
