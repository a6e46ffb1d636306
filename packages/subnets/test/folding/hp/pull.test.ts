import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  cellsToCoords,
  coordsToCells,
  createLattice,
  latticeEnergy,
  placeChain,
} from '../../../src/folding/hp/lattice.ts'
import { createPull } from '../../../src/folding/hp/pull.ts'
import { evaluationOf, randomOf } from '../helpers.ts'

describe('createPull', () => {
  it('keeps the chain whole and tells each change of the energy exactly', () => {
    const letters = fc.string({ unit: fc.constantFrom('H', 'P'), minLength: 4, maxLength: 64 })
    fc.assert(
      fc.property(letters, fc.string(), (sequence, seed) => {
        const lattice = createLattice(sequence)
        const pull = createPull(lattice)
        const random = randomOf(seed)
        let energy = latticeEnergy(lattice)
        for (let i = 0; i < 300; i++) {
          const before = Int32Array.from(lattice.cells)
          const change = pull.move(random)
          if (change !== undefined && random.below(3) === 0) {
            pull.undo()
            expect(lattice.cells).toEqual(before)
          } else energy += change ?? 0
          if (i % 10 > 0) continue
          const coords = cellsToCoords(lattice, lattice.cells)
          expect(evaluationOf('T1', sequence, coords).energy).toBe(energy)
          expect(latticeEnergy(lattice)).toBe(energy)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('comes from a straight chain to every fold of four beads', () => {
    // 6 · 5 · 5 walks of three steps do not turn back at once, and none of them can cross itself.
    const lattice = createLattice('HHHH')
    const pull = createPull(lattice)
    const random = randomOf('all')
    const seen = new Set<string>()
    for (let i = 0; i < 20_000; i++) {
      pull.move(random)
      seen.add(cellsToCoords(lattice, lattice.cells).join(' '))
    }
    expect(seen.size).toBe(150)
  })

  it('puts a chain back where its coordinates say', () => {
    const lattice = createLattice('HPHPHPHPHPHP')
    const pull = createPull(lattice)
    const random = randomOf('back')
    for (let i = 0; i < 500; i++) pull.move(random)
    const coords = cellsToCoords(lattice, lattice.cells)
    const energy = latticeEnergy(lattice)
    placeChain(lattice, coordsToCells(lattice, coords))
    expect(cellsToCoords(lattice, lattice.cells)).toEqual(coords)
    expect(latticeEnergy(lattice)).toBe(energy)
  })
})
