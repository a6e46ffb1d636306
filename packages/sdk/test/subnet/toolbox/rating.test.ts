import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NEW_RATING, ordinalOf, rate } from '../../../src/subnet/toolbox/rating.ts'

// Expected values: PlackettLuce of the Python package openskill 6.2.0.
const ROWS = [
  {
    name: 'two new players before a strong one',
    before: [NEW_RATING, NEW_RATING, { mu: 30, sigma: 4 }],
    ranks: [1, 2, 3],
    options: {},
    after: [
      [28.413966881428266, 8.16434414103191],
      [26.41555944532014, 7.961274705789823],
      [28.886905491135376, 3.979937237298253],
    ],
  },
  {
    name: 'a draw, with the scale of templar',
    before: [
      { mu: 25, sigma: 8 },
      { mu: 27, sigma: 5 },
      { mu: 20, sigma: 3 },
      { mu: 22, sigma: 6 },
    ],
    ranks: [2, 1, 2, 4],
    options: { beta: 7, tau: 0.1 },
    after: [
      [24.46403061515048, 7.851328055130202],
      [27.963925217018485, 4.9900379015578356],
      [20.00237154858487, 2.9991686021714585],
      [20.904158384333236, 5.9579367145507245],
    ],
  },
] as const

describe('rate', () => {
  for (const { name, before, ranks, options, after } of ROWS)
    it(`agrees with openskill on ${name}`, () => {
      const rated = rate(before, ranks, options)
      for (const [at, [mu, sigma]] of after.entries()) {
        expect(rated[at]!.mu).toBeCloseTo(mu, 10)
        expect(rated[at]!.sigma).toBeCloseTo(sigma, 10)
      }
    })

  it('does not depend on the order of players', () => {
    const player = fc.record({
      mu: fc.double({ min: 0, max: 50, noNaN: true }),
      sigma: fc.double({ min: 0.5, max: 9, noNaN: true }),
    })
    fc.assert(
      fc.property(fc.array(player, { minLength: 2, maxLength: 6 }), (players) => {
        const ranks = players.map((_, at) => at % 3)
        const rated = rate(players, ranks)
        const turned = rate([...players].reverse(), [...ranks].reverse())
        for (const [at, { mu, sigma }] of [...turned].reverse().entries()) {
          expect(mu).toBeCloseTo(rated[at]!.mu, 8)
          expect(sigma).toBeCloseTo(rated[at]!.sigma, 8)
        }
      }),
    )
  })

  it('refuses ratings without ranks', () => {
    expect(() => rate([NEW_RATING], [])).toThrow('Each rating has one rank.')
  })
})

describe('ordinalOf', () => {
  it('is 0 for a new player', () => expect(ordinalOf(NEW_RATING)).toBe(0))
})
