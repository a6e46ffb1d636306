import { unit } from '../random.ts'
import type { Words } from '../random.ts'
import type { Search } from '../search.ts'
import { bondGradient, bondsToCoords, createBondChain } from './chain.ts'
import { abLetters } from './energy.ts'
import { roundCoords } from './evaluate.ts'
import { minimise } from './minimise.ts'
import { disturb, randomBonds } from './moves.ts'

/**
 * Basin hopping: disturbs the fold, goes down to the next minimum by L-BFGS, and stays there if it
 * is lower or not much higher; begins anew from a random chain after a long time without progress.
 */
export function searchAb(sequence: string, words: Words, steps: number): Search {
  const chain = createBondChain(abLetters(sequence))
  const size = 3 * (sequence.length - 1)
  const here = { bonds: new Float64Array(size), energy: Infinity }
  const best = { bonds: new Float64Array(size), energy: Infinity }
  const trial = new Float64Array(size)
  const gradient = (point: Float64Array, slope: Float64Array) => bondGradient(chain, point, slope)
  const patience = Math.max(MIN_PATIENCE, steps / RESTARTS)
  let idle = 0

  /** One hop; gives the evaluations it took. */
  const hop = (limit: number): number => {
    if (here.energy === Infinity) randomBonds(words, trial)
    else {
      trial.set(here.bonds)
      disturb(words, trial)
    }
    const { value, evaluations } = minimise(gradient, trial, {
      maxEvaluations: Math.min(limit, MAX_EVALUATIONS),
      tolerance: TOLERANCE,
    })
    idle += evaluations
    if (value < here.energy || unit(words) < Math.exp((here.energy - value) / TEMPERATURE)) {
      if (value < here.energy - PROGRESS && value < best.energy) idle = 0
      here.bonds.set(trial)
      here.energy = value
    }
    if (value < best.energy) {
      best.bonds.set(trial)
      best.energy = value
    } else if (idle > patience) {
      here.energy = Infinity
      idle = 0
    }
    return evaluations
  }

  return {
    advance(more) {
      for (let left = more; left > 0; ) left -= hop(Math.max(left, MIN_EVALUATIONS))
    },
    best() {
      trial.set(best.bonds)
      minimise(gradient, trial, { maxEvaluations: MAX_EVALUATIONS, tolerance: POLISH })
      bondsToCoords(trial, chain.at)
      return roundCoords(chain.at)
    },
  }
}

/** Scale of the energy differences that are climbed now and then. */
const TEMPERATURE = 0.5
const MAX_EVALUATIONS = 200
const MIN_EVALUATIONS = 20
const TOLERANCE = 1e-2
const POLISH = 1e-5
const PROGRESS = 1e-4
/** Restarts at most, and evaluations without progress at least before one. */
const RESTARTS = 6
const MIN_PATIENCE = 10_000
