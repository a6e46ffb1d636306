import { describe, expect, it } from 'vitest'
import { minimise } from '../../../src/folding/ab/minimise.ts'
import { createTurns } from '../../../src/folding/ab/moves.ts'
import { abEnergy, abLetters } from '../../../src/folding/ab/energy.ts'
import { searchAb, stretchedChain, tumble } from '../../../src/folding/ab/search.ts'
import { fastWords } from '../../../src/folding/random.ts'
import { evaluationOf, randomOf } from '../helpers.ts'

describe('searchAb', () => {
  // Lowest energies known for Fibonacci chains in three dimensions, by conformational space annealing
  // (Kim, Lee and Lee, 2005): −4.9746 and −12.3266.
  const rows = [
    { sequence: 'ABBABBABABBAB', known: -4.9746, steps: 300_000, reach: -4.7 },
    { sequence: 'BABABBABABBABBABABBAB', known: -12.3266, steps: 300_000, reach: -10.5 },
  ]
  for (const { sequence, known, steps, reach } of rows)
    it(`folds a Fibonacci chain of ${sequence.length} beads to ${reach}, never below ${known}`, () => {
      const search = searchAb(sequence, fastWords(randomOf(sequence)), steps)
      search.advance(steps)
      const { energy } = evaluationOf('T2', sequence, search.best())
      expect(energy).toBeLessThanOrEqual(reach)
      // Coordinates that are rounded may be a little above, and rounded bonds a little below.
      expect(energy).toBeGreaterThanOrEqual(known - 0.001)
    })

  it('gives a fold that is taken after a single step', () => {
    const search = searchAb('ABAB', randomOf('none'), 10)
    search.advance(1)
    expect(evaluationOf('T2', 'ABAB', search.best()).energy).toBeLessThan(2)
  })
})

describe('createTurns', () => {
  it('keeps bonds at length 1 and tells each change of the energy', () => {
    for (const sequence of ['AAAA', 'ABBABBABABBAB', 'BABABBABABBABBABABBAB']) {
      const letters = abLetters(sequence)
      const turns = createTurns(letters)
      turns.place(stretchedChain(sequence.length))
      const random = randomOf(sequence)
      let energy = abEnergy(letters, turns.at)
      for (let i = 0; i < 300; i++) {
        energy += tumble(turns, random, 2, 10)
        expect(Math.abs(abEnergy(letters, turns.at) - energy)).toBeLessThan(1e-8)
        for (let b = 3; b < turns.at.length; b++) {
          if (b % 3 > 0) continue
          const [x, y, z] = [0, 1, 2].map((a) => turns.at[b + a]! - turns.at[b - 3 + a]!)
          expect(Math.abs(Math.hypot(x!, y!, z!) - 1)).toBeLessThan(1e-9)
        }
      }
    }
  })
})

describe('minimise', () => {
  it('finds the minimum of the function of Rosenbrock, (1, 1)', () => {
    const point = Float64Array.of(-1.2, 1)
    const { value, evaluations } = minimise(
      (at, slope) => {
        const [x, y] = [at[0]!, at[1]!]
        slope[0] = -2 * (1 - x) - 400 * x * (y - x * x)
        slope[1] = 200 * (y - x * x)
        return (1 - x) ** 2 + 100 * (y - x * x) ** 2
      },
      point,
      { maxEvaluations: 500, tolerance: 1e-8 },
    )
    expect(value).toBeLessThan(1e-12)
    expect(point[0]).toBeCloseTo(1, 5)
    expect(point[1]).toBeCloseTo(1, 5)
    expect(evaluations).toBeLessThan(200)
  })

  it('stops at the number of evaluations that it is given', () => {
    let count = 0
    const gradient = (at: Float64Array, slope: Float64Array) => {
      count++
      slope[0] = 4 * at[0]! ** 3
      return at[0]! ** 4
    }
    minimise(gradient, Float64Array.of(3), { maxEvaluations: 7, tolerance: 0 })
    expect(count).toBe(7)
  })
})
