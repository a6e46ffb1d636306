import type { Words } from '../random.ts'
import type { Lattice } from './lattice.ts'
import { latticeEnergy, placeChain } from './lattice.ts'
import { createPull } from './pull.ts'
import { metropolisOdds, walk } from './search.ts'

/**
 * Cools the chain of a lattice from hot to cold and leaves it in the best conformation met.
 *
 * @param moves in all
 * @returns its energy
 */
export function annealHp(lattice: Lattice, words: Words, moves: number): number {
  const pull = createPull(lattice)
  let energy = latticeEnergy(lattice)
  let best = energy
  const cells = Int32Array.from(lattice.cells)
  for (let stage = 0; stage < STAGES; stage++) {
    const odds = metropolisOdds(HOT + ((COLD - HOT) * stage) / (STAGES - 1))
    energy = walk(pull, words, odds, Math.ceil(moves / STAGES), energy, (lower) => {
      if (lower >= best) return
      best = lower
      cells.set(lattice.cells)
    })
  }
  placeChain(lattice, cells)
  return best
}

const STAGES = 20
/** Inverse temperatures, per contact. */
const HOT = 1
const COLD = 4
