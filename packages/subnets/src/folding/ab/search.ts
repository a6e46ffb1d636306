import { unit } from '../random.ts'
import type { Words } from '../random.ts'
import type { Search } from '../search.ts'
import { bondGradient, bondsToCoords, coordsToBonds, createBondChain } from './chain.ts'
import { abEnergy, abLetters } from './energy.ts'
import { roundCoords } from './evaluate.ts'
import { minimise } from './minimise.ts'
import { createTurns } from './moves.ts'
import type { Turns } from './moves.ts'

/**
 * Parallel tempering with turns of stretches of the chain; now and then the coldest copies go down
 * to the next minimum by L-BFGS.
 */
export function searchAb(sequence: string, words: Words, steps: number): Search {
  const letters = abLetters(sequence)
  const length = letters.length
  const turns = createTurns(letters)
  const chain = createBondChain(letters)
  const gradient = (point: Float64Array, slope: Float64Array) => bondGradient(chain, point, slope)
  const copies = Math.max(2, Math.min(MAX_COPIES, Math.floor(steps / STEPS_PER_COPY)))
  const start = stretchedChain(length)
  const ladder = Array.from({ length: copies }, (_, rung) => ({
    at: Float64Array.from(start),
    energy: abEnergy(letters, start),
    beta: HOT * Math.exp((Math.log(COLD / HOT) * rung) / (copies - 1)),
  }))
  const best = { at: Float64Array.from(start), energy: Infinity }

  const quench = (at: Float64Array, maxEvaluations: number): void => {
    const bonds = coordsToBonds(at)
    const { value } = minimise(gradient, bonds, { maxEvaluations, tolerance: 1e-4 })
    if (value >= best.energy) return
    best.energy = value
    bondsToCoords(bonds, best.at)
  }

  const sweep = (moves: number): void => {
    for (const copy of ladder) {
      turns.place(copy.at)
      copy.energy += tumble(turns, words, copy.beta, moves)
      copy.at.set(turns.at)
    }
    for (let rung = copies - 1; rung > 0; rung--) exchange(ladder[rung], ladder[rung - 1], words)
  }

  let sinceQuench = 0
  return {
    advance(more) {
      for (let left = more; left > 0; left -= SWEEP * copies) {
        sweep(Math.ceil(Math.min(SWEEP, left / copies)))
        sinceQuench += SWEEP * copies
        if (sinceQuench < QUENCH_EVERY) continue
        sinceQuench = 0
        for (const copy of ladder.slice(-2)) quench(copy.at, QUENCH_EVALUATIONS)
      }
    },
    best() {
      for (const copy of ladder) quench(copy.at, QUENCH_EVALUATIONS)
      quench(
        best.at,
        Math.max(QUENCH_EVALUATIONS, Math.min(MAX_EVALUATIONS, steps / STEPS_PER_EVALUATION)),
      )
      return roundCoords(best.at)
    },
  }
}

/** A zigzag with unit bonds. */
export const stretchedChain = (length: number): Float64Array =>
  Float64Array.from({ length: 3 * length }, (_, i) => {
    const bead = Math.floor(i / 3)
    return i % 3 === 0 ? bead * Math.sqrt(0.75) : i % 3 === 1 ? (bead % 2) / 2 : 0
  })

/** Moves at one temperature. @returns the change of the energy */
export function tumble(turns: Turns, words: Words, beta: number, moves: number): number {
  let energy = 0
  for (let move = 0; move < moves; move++) {
    const change = turns.move(words)
    // Written so that an energy that is not a number is refused.
    if (!(change <= 0 || unit(words) < Math.exp(-beta * change))) continue
    turns.keep()
    energy += change
  }
  return energy
}

interface Copy {
  at: Float64Array
  energy: number
  readonly beta: number
}

function exchange(cold: Copy | undefined, hot: Copy | undefined, words: Words): void {
  if (cold === undefined || hot === undefined) return
  const gain = (cold.beta - hot.beta) * (cold.energy - hot.energy)
  if (gain < 0 && unit(words) >= Math.exp(gain)) return
  const { at, energy } = cold
  cold.at = hot.at
  cold.energy = hot.energy
  hot.at = at
  hot.energy = energy
}

const MAX_COPIES = 8
const STEPS_PER_COPY = 5000
/** Moves of each copy between exchanges. */
const SWEEP = 300
const QUENCH_EVERY = 50_000
const QUENCH_EVALUATIONS = 50
const MAX_EVALUATIONS = 500
/** So much of a search goes at most into the last descent: an evaluation costs about 15 moves. */
const STEPS_PER_EVALUATION = 100
/** Inverse temperatures of the ends of the ladder. */
const HOT = 1.5
const COLD = 15
