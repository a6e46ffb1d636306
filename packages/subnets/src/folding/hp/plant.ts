import type { Planted } from '../planted.ts'
import { below, shuffle, unit } from '../random.ts'
import type { Words } from '../random.ts'
import { cellsToCoords, createLattice, latticeEnergy, placeChain } from './lattice.ts'
import type { Lattice } from './lattice.ts'
import { createPull } from './pull.ts'
import { metropolisOdds, walk } from './search.ts'

/**
 * A compact target and a sequence that likes it. A chain of H alone collapses to the target; then a
 * fixed number of H is dealt by annealing in which letters change places and the target gives way
 * a little, so that few other folds of the sequence can be as low.
 *
 * @param effort moves in all
 */
export function plantHp(words: Words, length: number, effort: number): Planted {
  const lattice = createLattice('H'.repeat(length))
  const pull = createPull(lattice)
  const none = () => {}
  for (let stage = 0; stage < STAGES; stage++)
    walk(pull, words, oddsAt(stage), Math.ceil(effort / 4 / STAGES), 0, none)
  dealLetters(lattice, words)
  let energy = latticeEnergy(lattice)
  const best = {
    energy: Infinity,
    cells: Int32Array.from(lattice.cells),
    sticky: lattice.sticky.slice(),
  }
  const rounds = Math.ceil((0.75 * effort) / STAGES / ROUND_MOVES)
  for (let stage = 0; stage < STAGES; stage++) {
    const odds = oddsAt(stage)
    for (let round = 0; round < rounds; round++) {
      energy = walk(pull, words, odds, ROUND_MOVES, energy, none)
      energy = exchangeLetters(lattice, words, odds, energy)
      if (energy >= best.energy) continue
      best.energy = energy
      best.cells.set(lattice.cells)
      best.sticky.set(lattice.sticky)
    }
  }
  placeChain(lattice, best.cells)
  const sequence = Array.from(best.sticky.subarray(1, length + 1), (s) => (s === 1 ? 'H' : 'P'))
  return {
    sequence: sequence.join(''),
    coords: cellsToCoords(lattice, best.cells),
    energy: best.energy,
  }
}

function dealLetters({ sticky, length }: Lattice, words: Words): void {
  const count = Math.round(length * (MIN_SHARE + (MAX_SHARE - MIN_SHARE) * unit(words)))
  const letters = sticky.subarray(1, length + 1)
  letters.fill(0).fill(1, 0, count)
  shuffle(letters, words)
}

/** Lets some pairs of letters change places, as a Metropolis move. */
function exchangeLetters(
  lattice: Lattice,
  words: Words,
  odds: Float64Array,
  start: number,
): number {
  const { sticky, length } = lattice
  let energy = start
  for (let i = 0; i < ROUND_EXCHANGES; i++) {
    const a = 1 + below(words, length)
    const b = 1 + below(words, length)
    if (sticky[a] === sticky[b]) continue
    swap(sticky, a, b)
    const next = latticeEnergy(lattice)
    const rise = next - energy
    if (rise <= 0 || words.u32() < (odds[Math.min(rise, odds.length - 1)] ?? 0)) energy = next
    else swap(sticky, a, b)
  }
  return energy
}

function swap(values: Uint8Array, a: number, b: number): void {
  const kept = values[a] ?? 0
  values[a] = values[b] ?? 0
  values[b] = kept
}

const oddsAt = (stage: number): Float64Array =>
  metropolisOdds(HOT + ((COLD - HOT) * stage) / (STAGES - 1))

/** Share of H among the beads. */
const MIN_SHARE = 0.4
const MAX_SHARE = 0.5
const STAGES = 20
/** Inverse temperatures, per contact. */
const HOT = 0.8
const COLD = 4
const ROUND_MOVES = 24
const ROUND_EXCHANGES = 4
