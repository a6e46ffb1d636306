import type { Words } from '../random.ts'
import type { Search } from '../search.ts'
import { cellsToCoords, createLattice, latticeEnergy, placeChain } from './lattice.ts'
import { createPull } from './pull.ts'
import type { Pull } from './pull.ts'

/**
 * Parallel tempering with pull moves: copies of the chain at several temperatures, of which
 * neighbours now and then change places.
 *
 * @param steps moves in all, from which the number of copies and of moves between exchanges follow
 */
export function searchHp(sequence: string, words: Words, steps: number): Search {
  const lattice = createLattice(sequence)
  const pull = createPull(lattice)
  const copies = Math.max(2, Math.min(MAX_COPIES, Math.floor(steps / STEPS_PER_COPY)))
  const straight = Int32Array.from(lattice.cells)
  const ladder = Array.from({ length: copies }, (_, rung) => ({
    cells: Int32Array.from(straight),
    energy: 0,
    odds: metropolisOdds(HOT + ((COLD - HOT) * rung) / (copies - 1)),
  }))
  ladder.forEach((copy) => (copy.energy = latticeEnergy(lattice)))
  const best = { cells: Int32Array.from(straight), energy: latticeEnergy(lattice) }

  const sweep = (moves: number): void => {
    for (const copy of ladder) {
      placeChain(lattice, copy.cells)
      copy.energy = walk(pull, words, copy.odds, moves, copy.energy, (energy) => {
        if (energy >= best.energy) return
        best.energy = energy
        best.cells.set(lattice.cells)
      })
      copy.cells.set(lattice.cells)
    }
    exchange(ladder, words)
  }

  return {
    advance(more) {
      for (let left = more; left > 0; left -= SWEEP * copies)
        sweep(Math.ceil(Math.min(SWEEP, left / copies)))
    },
    best: () => cellsToCoords(lattice, best.cells),
  }
}

/**
 * Moves at one temperature.
 *
 * @param odds chance of a change of energy upwards by index, of 2³²
 * @param onLower told of each energy after a move downwards
 * @returns the energy at the end
 */
export function walk(
  pull: Pull,
  words: Words,
  odds: Float64Array,
  moves: number,
  start: number,
  onLower: (energy: number) => void,
): number {
  let energy = start
  for (let move = 0; move < moves; move++) {
    const change = pull.move(words)
    if (change === undefined) continue
    if (change > 0 && words.u32() >= (odds[Math.min(change, MAX_RISE)] ?? 0)) {
      pull.undo()
      continue
    }
    energy += change
    if (change < 0) onLower(energy)
  }
  return energy
}

/** Odds for {@link walk} at an inverse temperature, per contact. */
export const metropolisOdds = (beta: number): Float64Array =>
  Float64Array.from({ length: MAX_RISE + 1 }, (_, rise) =>
    rise === MAX_RISE ? 0 : Math.exp(-beta * rise) * 2 ** 32,
  )

interface Copy {
  cells: Int32Array
  energy: number
  readonly odds: Float64Array
}

function exchange(ladder: readonly Copy[], words: Words): void {
  for (let rung = ladder.length - 1; rung > 0; rung--) {
    const cold = ladder[rung]
    const hot = ladder[rung - 1]
    if (cold === undefined || hot === undefined) continue
    // exp((β₁ − β₀)(E₁ − E₀)) from the ratio of the tables: odds of one contact are exp(−β).
    const gain = cold.energy - hot.energy
    const ratio = (hot.odds[1] ?? 0) / (cold.odds[1] ?? 1)
    if (gain < 0 && words.u32() >= 2 ** 32 / integerPower(ratio, -gain)) continue
    const { cells, energy } = cold
    cold.cells = hot.cells
    cold.energy = hot.energy
    hot.cells = cells
    hot.energy = energy
  }
}

function integerPower(base: number, exponent: number): number {
  let result = 1
  for (let i = 0; i < exponent; i++) result *= base
  return result
}

const MAX_COPIES = 8
/** Fewer moves than this of each copy would hardly leave the straight chain. */
const STEPS_PER_COPY = 2000
/** Moves of each copy between exchanges. */
const SWEEP = 500
/** Inverse temperatures of the ends of the ladder, per contact. */
const HOT = 1.4
const COLD = 3.2
const MAX_RISE = 15
