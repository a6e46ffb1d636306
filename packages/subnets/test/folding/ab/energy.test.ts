import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bondGradient, bondsToCoords, createBondChain } from '../../../src/folding/ab/chain.ts'
import { abEnergy, abGradient, abLetters } from '../../../src/folding/ab/energy.ts'
import { randomOf } from '../helpers.ts'

/** Four beads on the corners of a square: r² = 2 across, 1 along the open side. */
const SQUARE = [0, 0, 0, 1, 0, 0, 1, 1, 0, 0, 1, 0]
const LINE = [0, 0, 0, 1, 0, 0, 2, 0, 0, 3, 0, 0]

describe('abEnergy', () => {
  const rows = [
    // Bends 2 · ¼; across 2 · 4 (1/64 − 1/8) = −0.875; the open side 4 (1 − 1) = 0.
    { name: 'AAAA in a square', sequence: 'AAAA', at: SQUARE, energy: 0.5 - 0.875 },
    // Across A with B: 2 · 4 (1/64 + ½ · 1/8) = 0.625; the open side is A with A.
    { name: 'ABBA in a square', sequence: 'ABBA', at: SQUARE, energy: 0.5 + 0.625 },
    // Across 2 · 4 (1/64 − ½ · 1/8) = −0.375; the open side 4 (1 − ½) = 2.
    { name: 'BBBB in a square', sequence: 'BBBB', at: SQUARE, energy: 0.5 - 0.375 + 2 },
    // Across A with A and B with B: 4 (1/64 − 1/8) + 4 (1/64 − 1/16); the open side 4 (1 + ½) = 6.
    { name: 'ABAB in a square', sequence: 'ABAB', at: SQUARE, energy: 0.5 - 0.4375 - 0.1875 + 6 },
    // 2 · 4 (2⁻¹² − 2⁻⁶) + 4 (3⁻¹² − 3⁻⁶)
    {
      name: 'AAAA in a line',
      sequence: 'AAAA',
      at: LINE,
      energy: 8 * (1 / 4096 - 1 / 64) + 4 * (1 / 531_441 - 1 / 729),
    },
  ]
  for (const { name, sequence, at, energy } of rows)
    it(`is that of hand arithmetic for ${name}`, () => {
      expect(abEnergy(abLetters(sequence), at)).toBeCloseTo(energy, 14)
    })

  it('does not change under rotation, reflection and translation', () => {
    fc.assert(
      fc.property(fc.string(), fc.double({ min: -5, max: 5, noNaN: true }), (seed, t) => {
        const { letters, at } = chainOf(seed, 12)
        const [c, s] = [(1 - t * t) / (1 + t * t), (2 * t) / (1 + t * t)]
        const moved = Float64Array.from(at)
        for (let i = 0; i < at.length; i += 3) {
          moved[i] = 7 - (c * at[i]! - s * at[i + 1]!)
          moved[i + 1] = s * at[i]! + c * at[i + 1]! - 2
          moved[i + 2] = at[i + 2]! + t
        }
        const energy = abEnergy(letters, at)
        expect(Math.abs(abEnergy(letters, moved) - energy)).toBeLessThan(
          1e-7 * Math.max(1, Math.abs(energy)),
        )
      }),
    )
  })
})

describe('the derivatives', () => {
  it('are those of differences of the energy', () => {
    const { letters, at } = chainOf('slope', 15)
    const slope = new Float64Array(at.length)
    expect(abGradient(letters, at, slope)).toBeCloseTo(abEnergy(letters, at), 9)
    for (let i = 0; i < at.length; i++) {
      const ends = [1e-6, -1e-6].map((by) =>
        abEnergy(
          letters,
          at.map((x, j) => (i === j ? x + by : x)),
        ),
      )
      const estimate = (ends[0]! - ends[1]!) / 2e-6
      expect(Math.abs(slope[i]! - estimate)).toBeLessThan(1e-3 * Math.max(1, Math.abs(estimate)))
    }
  })

  it('are right by the bonds of any length', () => {
    const { letters, bonds } = chainOf('bonds', 15)
    const chain = createBondChain(letters)
    const slope = new Float64Array(bonds.length)
    const unused = new Float64Array(bonds.length)
    bondGradient(chain, bonds, slope)
    for (let i = 0; i < bonds.length; i++) {
      const ends = [1e-6, -1e-6].map((by) =>
        bondGradient(
          chain,
          bonds.map((x, j) => (i === j ? x + by : x)),
          unused,
        ),
      )
      const estimate = (ends[0]! - ends[1]!) / 2e-6
      expect(Math.abs(slope[i]! - estimate)).toBeLessThan(1e-3 * Math.max(1, Math.abs(estimate)))
    }
  })
})

/** A chain that goes on as it goes, so that no two beads are very close. */
function chainOf(seed: string, length: number) {
  const random = randomOf(seed)
  const letters = Uint8Array.from({ length }, () => random.below(2))
  const bonds = Float64Array.from(
    { length: 3 * (length - 1) },
    (_, i) => random.float53() - 0.5 + (i % 3 === 0 ? 1 : 0),
  )
  const at = new Float64Array(3 * length)
  bondsToCoords(bonds, at)
  return { letters, bonds, at }
}
