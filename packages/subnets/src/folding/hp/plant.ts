import { below, unit } from '../random.ts'
import type { Words } from '../random.ts'
import type { Planted } from '../planted.ts'
import { annealHp } from './anneal.ts'
import { evaluateHp } from './evaluate.ts'
import { cellsToCoords, createLattice } from './lattice.ts'

/**
 * A compact target and a sequence that likes it: a chain of H alone collapses to the target; then a
 * fixed number of H is dealt anew by annealing, which puts them where they have most contacts.
 *
 * @param effort moves of the collapse; one eighth as many exchanges of letters follow
 */
export function plantHp(words: Words, length: number, effort: number): Planted {
  const lattice = createLattice('H'.repeat(length))
  annealHp(lattice, words, effort)
  const target = cellsToCoords(lattice, lattice.cells)
  const touching = evaluateHp('H'.repeat(length), target)
  const pairs = touching.ok ? touching.contacts : []
  const neighbours: number[][] = Array.from({ length }, () => [])
  for (const pair of pairs) {
    neighbours[pair >> 8]?.push(pair & 255)
    neighbours[pair & 255]?.push(pair >> 8)
  }
  const letters = new Uint8Array(length)
  const sticky = Math.round(length * (MIN_SHARE + (MAX_SHARE - MIN_SHARE) * unit(words)))
  for (let i = 0; i < sticky; i++) letters[i] = 1
  shuffle(letters, words)
  dealLetters(letters, neighbours, words, Math.ceil(effort / 8))
  const sequence = Array.from(letters, (letter) => (letter === 1 ? 'H' : 'P')).join('')
  const found = evaluateHp(sequence, target)
  return { sequence, coords: target, energy: found.ok ? found.energy : 0 }
}

/** Anneals which beads are H; their number stays. */
function dealLetters(
  letters: Uint8Array,
  neighbours: readonly (readonly number[])[],
  words: Words,
  exchanges: number,
): void {
  const contacts = (bead: number): number => {
    let count = 0
    for (const other of neighbours[bead] ?? []) count += letters[other] ?? 0
    return count
  }
  for (let i = 0; i < exchanges; i++) {
    const out = below(words, letters.length)
    const into = below(words, letters.length)
    if (letters[out] !== 1 || letters[into] !== 0) continue
    const lost = contacts(out)
    letters[out] = 0
    const gained = contacts(into)
    const cooling = (MAX_BETA * i) / exchanges
    if (gained >= lost || unit(words) < Math.exp(-cooling * (lost - gained))) letters[into] = 1
    else letters[out] = 1
  }
}

export function shuffle(letters: Uint8Array, words: Words): void {
  for (let last = letters.length - 1; last > 0; last--) {
    const other = below(words, last + 1)
    const letter = letters[last] ?? 0
    letters[last] = letters[other] ?? 0
    letters[other] = letter
  }
}

/** Share of H among the beads. */
const MIN_SHARE = 0.4
const MAX_SHARE = 0.55
const MAX_BETA = 6
