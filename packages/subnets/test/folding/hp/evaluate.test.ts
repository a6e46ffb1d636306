import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evaluateHp } from '../../../src/folding/hp/evaluate.ts'
import { evaluationOf, symmetries, walkOnLattice } from '../helpers.ts'

const SQUARE = [0, 0, 0, 1, 0, 0, 1, 1, 0, 0, 1, 0]
/** A path through the eight corners of a cube. */
const CUBE = [0, 0, 0, 1, 0, 0, 1, 1, 0, 0, 1, 0, 0, 1, 1, 1, 1, 1, 1, 0, 1, 0, 0, 1]

/** A path through all cells of a box, row by row, back and forth. */
function snake(nx: number, ny: number, nz: number): number[] {
  const coords: number[] = []
  for (let z = 0; z < nz; z++)
    for (let j = 0; j < ny; j++)
      for (let i = 0; i < nx; i++) {
        const y = z % 2 === 0 ? j : ny - 1 - j
        coords.push((z * ny + j) % 2 === 0 ? i : nx - 1 - i, y, z)
      }
  return coords
}

describe('evaluateHp', () => {
  // Contacts in a full box are its edges less the bonds.
  const rows = [
    { name: 'a square of H: its one open side', sequence: 'HHHH', coords: SQUARE, energy: -1 },
    { name: 'a square with H at the ends', sequence: 'HPPH', coords: SQUARE, energy: -1 },
    { name: 'a square with P at the ends', sequence: 'PHHP', coords: SQUARE, energy: 0 },
    {
      name: 'a straight chain',
      sequence: 'HHHH',
      coords: [0, 0, 0, 0, 0, 1, 0, 0, 2, 0, 0, 3],
      energy: 0,
    },
    { name: 'a cube: 12 edges, 7 bonds', sequence: 'H'.repeat(8), coords: CUBE, energy: -5 },
    { name: '3×3: 12 edges, 8 bonds', sequence: 'H'.repeat(9), coords: snake(3, 3, 1), energy: -4 },
    {
      name: '3×3×3: 54 edges, 26 bonds',
      sequence: 'H'.repeat(27),
      coords: snake(3, 3, 3),
      energy: -28,
    },
    {
      name: '4×4×4: 144 edges, 63 bonds',
      sequence: 'H'.repeat(64),
      coords: snake(4, 4, 4),
      energy: -81,
    },
  ]
  for (const { name, sequence, coords, energy } of rows)
    it(`counts the contacts of ${name}`, () => {
      expect(evaluateHp(sequence, coords)).toMatchObject({ ok: true, energy })
    })

  it('lists contacts as pairs of beads', () => {
    expect(evaluateHp('HHHH', SQUARE)).toEqual({ ok: true, energy: -1, contacts: [3] })
  })

  const refused = [
    { name: 'a bond of length 2', coords: [0, 0, 0, 2, 0, 0, 2, 1, 0, 2, 2, 0], why: 'bond' },
    { name: 'a diagonal bond', coords: [0, 0, 0, 1, 1, 0, 1, 2, 0, 1, 3, 0], why: 'bond' },
    { name: 'a bead twice in a cell', coords: [0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0], why: 'share' },
    { name: 'all beads in one cell', coords: Array.from({ length: 12 }, () => 0), why: 'bond' },
    { name: 'fractions', coords: [0, 0, 0, 1, 0, 0, 1, 1, 0, 0, 1, 1e-9], why: 'integers' },
    { name: 'not a number', coords: [0, 0, 0, 1, 0, 0, 1, 1, 0, 0, 1, NaN], why: 'integers' },
    { name: 'infinity', coords: [0, 0, 0, 1, 0, 0, 1, 1, 0, 0, Infinity, 0], why: 'integers' },
    {
      name: 'integers that are not exact',
      coords: SQUARE.map((x) => x + 2 ** 54),
      why: 'integers',
    },
  ]
  for (const { name, coords, why } of refused)
    it(`refuses ${name}`, () => {
      const found = evaluateHp('HHHH', coords)
      expect(found.ok ? 'taken' : found.reason).toContain(why)
    })

  it('gives the same for every rotation, reflection and place of a fold', () => {
    fc.assert(
      fc.property(
        walkOnLattice(24),
        fc.nat(47),
        fc.array(fc.integer({ min: -99, max: 99 }), { minLength: 3, maxLength: 3 }),
        (fold, which, shift) => {
          const moved = symmetries[which]!(fold.coords).map((x, i) => x + shift[i % 3]!)
          expect(evaluateHp(fold.sequence, moved)).toEqual(
            evaluationOf('T1', fold.sequence, fold.coords),
          )
        },
      ),
    )
  })
})
