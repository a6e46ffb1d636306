import type { Evaluation } from '../evaluation.ts'
import type { Coords } from '../problem.ts'
import { abEnergy, abLetters } from './energy.ts'

/**
 * Coordinates as a validator takes them: multiples of 10⁻⁴, so that no digit beyond can pay
 * (spec: 85-subnets §5). Rounds half away from zero on both sides.
 */
export const roundCoords = (coords: ArrayLike<number>): number[] =>
  Array.from(coords, (value) => {
    const units = Math.round(Math.abs(value) * UNITS)
    return units === 0 ? 0 : (value < 0 ? -units : units) / UNITS
  })

/**
 * Rounds a conformation in free space, checks it, and computes its energy: bonds of length 1, no
 * two beads closer than {@link CLOSEST}, where the energy would be far above that of any fold.
 *
 * @param coords three finite numbers for each bead
 */
export function evaluateAb(sequence: string, coords: Coords): Evaluation {
  const at = roundCoords(coords)
  for (let i = 3; i < at.length; i += 3) {
    const square = squaredDistance(at, i - 3, i)
    if (!(square > SHORTEST * SHORTEST && square < LONGEST * LONGEST))
      return refuse('a bond is not of length 1')
  }
  const contacts: number[] = []
  for (let i = 0; i < at.length; i += 3)
    for (let j = i + 6; j < at.length; j += 3) {
      const square = squaredDistance(at, i, j)
      if (!(square >= CLOSEST * CLOSEST)) return refuse('two beads overlap')
      if (j - i >= 9 && square < REACH * REACH) contacts.push(((i / 3) << 8) | (j / 3))
    }
  const energy = abEnergy(abLetters(sequence), at)
  return Number.isFinite(energy) ? { ok: true, energy, contacts } : refuse('energy is not finite')
}

const refuse = (reason: string): Evaluation => ({ ok: false, reason })

function squaredDistance(at: readonly number[], i: number, j: number): number {
  const dx = (at[i] ?? 0) - (at[j] ?? 0)
  const dy = (at[i + 1] ?? 0) - (at[j + 1] ?? 0)
  const dz = (at[i + 2] ?? 0) - (at[j + 2] ?? 0)
  return dx * dx + dy * dy + dz * dz
}

const UNITS = 10_000
/** Rounding moves each end by up to ½ · 10⁻⁴ on each axis: a bond changes by less than 1.8 · 10⁻⁴. */
const SHORTEST = 0.9998
const LONGEST = 1.0002
/** Two beads of a fold are never so close: the repulsion alone would be above 1800. */
const CLOSEST = 0.6
/** Beads within this distance hold together: between the first two shells of neighbours. */
const REACH = 1.5
