import { shuffle } from '../hp/plant.ts'
import type { Planted } from '../planted.ts'
import { below, unit } from '../random.ts'
import type { Words } from '../random.ts'
import { bondGradient, bondsToCoords, coordsToBonds, createBondChain } from './chain.ts'
import { abEnergy, abLetters } from './energy.ts'
import { evaluateAb, roundCoords } from './evaluate.ts'
import { minimise } from './minimise.ts'
import { searchAb } from './search.ts'

/**
 * A compact target and a sequence that likes it: a chain of A alone collapses; then, in rounds, a
 * fixed number of A is dealt anew by annealing and the fold settles into the next minimum.
 *
 * @param effort evaluations of the collapse; as many exchanges of letters follow
 */
export function plantAb(words: Words, length: number, effort: number): Planted {
  const collapse = searchAb('A'.repeat(length), words, effort)
  collapse.advance(effort)
  let coords: readonly number[] = collapse.best()
  const letters = new Uint8Array(length).fill(1)
  const attracting = Math.round(length * (MIN_SHARE + (MAX_SHARE - MIN_SHARE) * unit(words)))
  letters.fill(0, 0, attracting)
  shuffle(letters, words)
  for (let round = 0; round < ROUNDS; round++) {
    dealLetters(letters, coords, words, Math.ceil(effort / ROUNDS))
    coords = settle(letters, coords)
  }
  const sequence = Array.from(letters, (letter) => (letter === 0 ? 'A' : 'B')).join('')
  const found = evaluateAb(sequence, coords)
  return { sequence, coords, energy: found.ok ? found.energy : 0 }
}

/** Anneals which beads are A; their number stays. */
function dealLetters(
  letters: Uint8Array,
  coords: readonly number[],
  words: Words,
  exchanges: number,
): void {
  let energy = abEnergy(letters, coords)
  for (let i = 0; i < exchanges; i++) {
    const a = below(words, letters.length)
    const b = below(words, letters.length)
    const first = letters[a] ?? 0
    const second = letters[b] ?? 0
    if (first === second) continue
    letters[a] = second
    letters[b] = first
    const next = abEnergy(letters, coords)
    const cooling = (MAX_BETA * i) / exchanges
    if (next <= energy || unit(words) < Math.exp(cooling * (energy - next))) {
      energy = next
      continue
    }
    letters[a] = first
    letters[b] = second
  }
}

function settle(letters: Uint8Array, coords: readonly number[]): readonly number[] {
  const chain = createBondChain(letters)
  const bonds = coordsToBonds(coords)
  minimise((point, slope) => bondGradient(chain, point, slope), bonds, {
    maxEvaluations: 500,
    tolerance: 1e-5,
  })
  bondsToCoords(bonds, chain.at)
  return roundCoords(chain.at)
}

/** Share of A among the beads. */
const MIN_SHARE = 0.4
const MAX_SHARE = 0.6
const ROUNDS = 4
const MAX_BETA = 10
