import type { Planted } from '../planted.ts'
import { below, shuffle, unit } from '../random.ts'
import type { Words } from '../random.ts'
import { bondGradient, bondsToCoords, coordsToBonds, createBondChain } from './chain.ts'
import { abEnergy } from './energy.ts'
import { evaluateAb, roundCoords } from './evaluate.ts'
import { minimise } from './minimise.ts'
import { createTurns } from './moves.ts'
import { stretchedChain, tumble } from './search.ts'

/**
 * A compact target and a sequence that likes it. A chain of A alone collapses; then a fixed number
 * of A is dealt by annealing in which letters change places and the target gives way, so that few
 * other folds of the sequence can be as low; at last the fold settles into its minimum.
 *
 * @param effort moves in all
 */
export function plantAb(words: Words, length: number, effort: number): Planted {
  const letters = new Uint8Array(length)
  const turns = createTurns(letters)
  turns.place(stretchedChain(length))
  for (let stage = 0; stage < STAGES; stage++)
    tumble(turns, words, betaAt(stage), Math.ceil(effort / 4 / STAGES))
  const attracting = Math.round(length * (MIN_SHARE + (MAX_SHARE - MIN_SHARE) * unit(words)))
  letters.fill(1).fill(0, 0, attracting)
  do shuffle(letters, words)
  while (longestRun(letters) > MAX_RUN)
  const rounds = Math.ceil((0.75 * effort) / STAGES / ROUND_MOVES)
  for (let stage = 0; stage < STAGES; stage++) {
    const beta = betaAt(stage)
    for (let round = 0; round < rounds; round++) {
      tumble(turns, words, beta, ROUND_MOVES)
      exchangeLetters(letters, turns.at, words, beta)
    }
  }
  const coords = settle(letters, turns.at, Math.ceil(effort / MOVES_PER_EVALUATION))
  const sequence = Array.from(letters, (letter) => (letter === 0 ? 'A' : 'B')).join('')
  const found = evaluateAb(sequence, coords)
  return { sequence, coords, energy: found.ok ? found.energy : 0 }
}

/** Lets some pairs of letters change places, as a Metropolis move. */
function exchangeLetters(letters: Uint8Array, at: Float64Array, words: Words, beta: number): void {
  let energy = abEnergy(letters, at)
  for (let i = 0; i < ROUND_EXCHANGES; i++) {
    const a = below(words, letters.length)
    const b = below(words, letters.length)
    const first = letters[a] ?? 0
    const second = letters[b] ?? 0
    if (first === second) continue
    letters[a] = second
    letters[b] = first
    if (longestRun(letters) <= MAX_RUN) {
      const next = abEnergy(letters, at)
      if (next <= energy || unit(words) < Math.exp(beta * (energy - next))) {
        energy = next
        continue
      }
    }
    letters[a] = first
    letters[b] = second
  }
}

/** Without a bound the letters would part into a block of A and one of B, which many folds suit. */
function longestRun(letters: Uint8Array): number {
  let longest = 0
  let run = 0
  for (let bead = 0; bead < letters.length; bead++) {
    run = letters[bead] === letters[bead - 1] ? run + 1 : 1
    if (run > longest) longest = run
  }
  return longest
}

function settle(letters: Uint8Array, at: Float64Array, maxEvaluations: number): readonly number[] {
  const chain = createBondChain(letters)
  const bonds = coordsToBonds(at)
  minimise((point, slope) => bondGradient(chain, point, slope), bonds, {
    maxEvaluations: Math.min(500, maxEvaluations),
    tolerance: 1e-5,
  })
  bondsToCoords(bonds, chain.at)
  return roundCoords(chain.at)
}

const betaAt = (stage: number): number =>
  HOT * Math.exp((Math.log(COLD / HOT) * stage) / (STAGES - 1))

/** Share of A among the beads. */
const MIN_SHARE = 0.4
const MAX_SHARE = 0.6
const MAX_RUN = 4
const STAGES = 20
/** Inverse temperatures. */
const HOT = 1.5
const COLD = 15
const ROUND_MOVES = 24
const MOVES_PER_EVALUATION = 40
const ROUND_EXCHANGES = 4
