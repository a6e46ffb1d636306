import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { measures } from '../../src/insight/measures.ts'

const tops = (...parts: readonly bigint[]) =>
  [1, 5, 10, 20].map((holders, at) => ({ holders, part: parts[at] ?? 0n }))

describe('measures of concentration, by hand', () => {
  test.each([
    ['nobody', [], 0n, 0, [0n, 0n, 0n, 0n]],
    ['nothing', [0n, 0n], 0n, 0, [0n, 0n, 0n, 0n]],
    ['one has all', [9n], 0n, 1, [1_000_000n, 1_000_000n, 1_000_000n, 1_000_000n]],
    // (4 − 1) / 4.
    [
      'one of four has all',
      [0n, 8n, 0n, 0n],
      750_000n,
      1,
      [1_000_000n, 1_000_000n, 1_000_000n, 1_000_000n],
    ],
    // Two of four have half, which is not more than half.
    ['four alike', [5n, 5n, 5n, 5n], 0n, 3, [250_000n, 1_000_000n, 1_000_000n, 1_000_000n]],
    // (3·4 + 1·3 − 1·2 − 3·1) / (4 · 10) = 10 / 40; 4 + 3 of 10 are more than half.
    ['1, 2, 3, 4', [1n, 2n, 3n, 4n], 250_000n, 2, [400_000n, 1_000_000n, 1_000_000n, 1_000_000n]],
    // (2·2 + 0·1 − 2·0) / (3 · 3) = 0.444444…
    ['2, 1, 0', [1n, 0n, 2n], 444_444n, 1, [666_666n, 1_000_000n, 1_000_000n, 1_000_000n]],
    [
      'thirty alike',
      Array.from({ length: 30 }, () => 1n),
      0n,
      16,
      [33_333n, 166_666n, 333_333n, 666_666n],
    ],
  ] as const)('%s', (_name, amounts, gini, nakamoto, parts) => {
    expect(measures(amounts)).toEqual({
      holders: amounts.length,
      total: amounts.reduce<bigint>((sum, amount) => sum + amount, 0n),
      giniMillionths: gini,
      nakamoto,
      topMillionths: tops(...parts),
    })
  })

  test('the order does not matter, and all measures stay in their bounds', () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt({ min: 0n, max: 1n << 64n })), (amounts) => {
        const found = measures(amounts)
        expect(measures(amounts.toReversed())).toEqual(found)
        expect(found.giniMillionths).toBeGreaterThanOrEqual(0n)
        expect(found.giniMillionths).toBeLessThan(1_000_000n)
        expect(found.nakamoto).toBeLessThanOrEqual(amounts.length)
        // The definition: half the mean difference of all pairs, of the mean.
        const n = BigInt(amounts.length)
        if (found.total > 0n && amounts.length <= 10) {
          let differences = 0n
          for (const a of amounts) for (const b of amounts) differences += a > b ? a - b : b - a
          expect(found.giniMillionths).toBe((1_000_000n * differences) / (2n * n * found.total))
        }
      }),
      { numRuns: 200 },
    )
  })
})
