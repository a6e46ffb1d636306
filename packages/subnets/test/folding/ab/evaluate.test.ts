import { describe, expect, it } from 'vitest'
import { evaluateAb, roundCoords } from '../../../src/folding/ab/evaluate.ts'

const SQUARE = [0, 0, 0, 1, 0, 0, 1, 1, 0, 0, 1, 0]

describe('evaluateAb', () => {
  it('computes the energy of the rounded coordinates', () => {
    const blurred = SQUARE.map((x, i) => x + (i % 2 === 0 ? 4e-5 : -4e-5))
    expect(evaluateAb('AAAA', blurred)).toEqual({ ok: true, energy: -0.375, contacts: [3] })
  })

  it('takes bonds that rounding made too long or short', () => {
    const at = [0, 0, 0, 0.5774, 0.5774, 0.5774, 1.5774, 0.5774, 0.5774, 1.5774, 1.5774, 0.5774]
    expect(evaluateAb('ABAB', at).ok).toBe(true)
  })

  const refused = [
    { name: 'a long bond', coords: [0, 0, 0, 1.0003, 0, 0, 1.0003, 1, 0, 0, 1, 0], why: 'bond' },
    { name: 'a short bond', coords: [0, 0, 0, 0.9997, 0, 0, 0.9997, 1, 0, 0, 1, 0], why: 'bond' },
    {
      name: 'atoms on top of each other',
      coords: [0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0],
      why: 'overlap',
    },
    {
      name: 'atoms that nearly are',
      coords: [0, 0, 0, 1, 0, 0, 0.125, 0.4841, 0, 1, 0.9682, 0],
      why: 'overlap',
    },
    { name: 'not a number', coords: [0, 0, 0, 1, 0, 0, 1, 1, 0, 0, NaN, 0], why: 'bond' },
    { name: 'infinity', coords: [0, 0, 0, 1, 0, 0, 1, 1, 0, 0, Infinity, 0], why: 'bond' },
    { name: 'only infinity', coords: SQUARE.map(() => Infinity), why: 'bond' },
  ]
  for (const { name, coords, why } of refused)
    it(`refuses ${name}`, () => {
      const found = evaluateAb('AAAA', coords)
      expect(found.ok ? 'taken' : found.reason).toContain(why)
    })
})

describe('roundCoords', () => {
  it('rounds to 10⁻⁴, halves away from zero, and knows no negative zero', () => {
    expect(roundCoords([0.12344, -0.12346, 0.5, -0.00001, -0])).toEqual([
      0.1234, -0.1235, 0.5, 0, 0,
    ])
  })

  it('changes nothing the second time', () => {
    const once = roundCoords([0.1 + 0.2, Math.PI, -Math.E, 12.34567])
    expect(roundCoords(once)).toEqual(once)
  })
})
