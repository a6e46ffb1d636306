import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createMedianPayout } from '../../../src/subnet/simulate/payout.ts'

describe('createMedianPayout', () => {
  it('cuts weights to what half of the stake agrees on', () => {
    // Uid 0: 0.6 of stake says 0.5 or more: consensus 0.5. Uid 1: 0.6 says 0.5. Uid 2: only 0.4 says
    // anything: 0. Ranks: uid 0 0.6·0.5 = 0.3; uid 1 0.6·0.5 + 0.4·0.4 = 0.46; together 0.76.
    const payout = createMedianPayout()
    const { miners, validators } = payout({
      stakes: [0.6, 0.4],
      weights: [
        [0.5, 0.5, 0],
        [0, 0.4, 0.6],
      ],
    })
    expect(miners[0]).toBeCloseTo(0.3 / 0.76, 12)
    expect(miners[1]).toBeCloseTo(0.46 / 0.76, 12)
    expect(miners[2]).toBe(0)
    // Bonds: uid 0 (1, 0); uid 1 (0.3, 0.16)/0.46. Dividends of the first: 0.3/0.76 + 0.3/0.76.
    expect(validators[0]).toBeCloseTo(0.6 / 0.76, 12)
    expect(validators[1]).toBeCloseTo(0.16 / 0.76, 12)
  })

  it('lets bonds follow slowly', () => {
    const payout = createMedianPayout({ bondsAlpha: 0.1 })
    const stakes = [0.5, 0.5]
    payout({ stakes, weights: [[1], [0]] })
    // Bonds: 0.9·1 + 0.1·0.5 = 0.95 and 0.9·0 + 0.1·0.5 = 0.05.
    const { validators } = payout({ stakes, weights: [[1], [1]] })
    expect(validators[0]).toBeCloseTo(0.95, 12)
    expect(validators[1]).toBeCloseTo(0.05, 12)
  })

  it('pays nobody where nobody says anything', () => {
    const payout = createMedianPayout()
    expect(payout({ stakes: [1], weights: [[0, 0]] })).toEqual({ miners: [0, 0], validators: [0] })
  })

  it('pays all or nothing, and never less than nothing', () => {
    const row = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 4, maxLength: 4 })
    const epochs = fc.array(fc.tuple(row, row, row), { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(epochs, (rows) => {
        const payout = createMedianPayout()
        for (const raw of rows) {
          const weights = raw.map((values) => {
            const total = values.reduce((sum, value) => sum + value, 0)
            return values.map((value) => (total > 0 ? value / total : 0))
          })
          const paid = payout({ stakes: [0.5, 0.3, 0.2], weights })
          for (const shares of [paid.miners, paid.validators]) {
            const total = shares.reduce((sum, value) => sum + value, 0)
            expect(Math.min(...shares)).toBeGreaterThanOrEqual(0)
            expect(Math.abs(total - 1) < 1e-9 || total === 0).toBe(true)
          }
        }
      }),
    )
  })
})
