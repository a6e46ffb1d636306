import { describe, expect, it } from 'vitest'
import { searchHp } from '../../../src/folding/hp/search.ts'
import { fastWords } from '../../../src/folding/random.ts'
import { evaluationOf, randomOf } from '../helpers.ts'

describe('searchHp', () => {
  // Best energies on the cubic lattice that are known for the usual benchmark chains; the one of 48
  // beads is the first of ten whose optimum, −32, has been proven (Yue and others, 1995).
  const rows = [
    { sequence: 'HPHPPHHPHPPHPHHPPHPH', known: -11, steps: 300_000, reach: -11 },
    { sequence: 'HHPPHPPHPPHPPHPPHPPHPPHH', known: -13, steps: 300_000, reach: -13 },
    { sequence: 'PPHPPHHPPPPHHPPPPHHPPPPHH', known: -9, steps: 300_000, reach: -9 },
    {
      sequence: 'HPHHPPHHHHPHHHPPHHPPHPHHHPHPHHPPHHPPPHPPPPPPPPHH',
      known: -32,
      steps: 600_000,
      reach: -28,
    },
  ]
  for (const { sequence, known, steps, reach } of rows)
    it(`folds a chain of ${sequence.length} beads to ${reach} or below, never below ${known}`, () => {
      const search = searchHp(sequence, fastWords(randomOf(sequence)), steps)
      search.advance(steps)
      const { energy } = evaluationOf('T1', sequence, search.best())
      expect(energy).toBeLessThanOrEqual(reach)
      expect(energy).toBeGreaterThanOrEqual(known)
    })

  it('gives a fold before its first step', () => {
    const search = searchHp('HPHP', randomOf('none'), 10)
    expect(evaluationOf('T1', 'HPHP', search.best()).energy).toBe(0)
  })

  it('finds the same with the same random numbers', () => {
    const folds = [0, 1].map(() => {
      const search = searchHp('HPHPPHHPHPPHPHHPPHPH', randomOf('same'), 12_000)
      for (let done = 0; done < 12_000; done += 4000) search.advance(4000)
      return search.best()
    })
    expect(folds[1]).toEqual(folds[0])
  })
})
