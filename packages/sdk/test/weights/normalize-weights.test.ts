import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normalizeWeights, WeightsError } from '../../src/index.ts'
import { fixtures } from './fixtures.ts'

describe('normalizeWeights', () => {
  it.each(fixtures.emitted.map((row, at) => ({ at, ...row })))(
    'gives what the Python client emits, row $at',
    ({ weights, uids, values }) => {
      expect(normalizeWeights(new Map(weights))).toStrictEqual({ uids, values })
    },
  )

  it('rounds halves to even', () => {
    // With a maximum of 65,535 the weights are the values: 0.5 → 0, 1.5 → 2, 2.5 → 2, 3.5 → 4.
    const weights = new Map([
      [0, 65_535],
      [1, 0.5],
      [2, 1.5],
      [3, 2.5],
      [4, 3.5],
    ])
    expect(normalizeWeights(weights)).toStrictEqual({
      uids: [0, 2, 3, 4],
      values: [65_535, 2, 2, 4],
    })
  })

  it('gives empty lists for no weights and for zeros', () => {
    expect(normalizeWeights(new Map())).toStrictEqual({ uids: [], values: [] })
    expect(normalizeWeights(new Map([[7, 0]]))).toStrictEqual({ uids: [], values: [] })
  })

  it('orders by uid, whatever the order of the map', () => {
    const entries = fc.uniqueArray(
      fc.tuple(fc.nat(65_535), fc.double({ min: 0, max: 1e300, noNaN: true })),
      { selector: ([uid]) => uid },
    )
    fc.assert(
      fc.property(entries, (list) => {
        const { uids, values } = normalizeWeights(new Map(list))
        expect(normalizeWeights(new Map(list.toReversed()))).toStrictEqual({ uids, values })
        expect(uids).toStrictEqual(uids.toSorted((a, b) => a - b))
        if (values.length > 0) expect(Math.max(...values)).toBe(65_535)
      }),
    )
  })

  it.each([
    ['a negative weight', 1, -1, 'InvalidWeight'],
    ['not a number', 1, NaN, 'InvalidWeight'],
    ['an infinite weight', 1, Infinity, 'InvalidWeight'],
    ['a negative uid', -1, 1, 'InvalidUid'],
    ['a uid above u16', 65_536, 1, 'InvalidUid'],
    ['a fractional uid', 0.5, 1, 'InvalidUid'],
  ])('refuses %s', (_, uid, weight, code) => {
    const weights = new Map([
      [0, 1],
      [uid, weight],
    ])
    expect(() => normalizeWeights(weights)).toThrow(expect.objectContaining({ code }))
    expect(() => normalizeWeights(weights)).toThrow(WeightsError)
  })
})
