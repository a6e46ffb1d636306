import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { powRatioScaled } from '../../../src/pallets/swap/pow-ratio.ts'

const SCALE = 10n ** 18n
const power = (
  [bn, bd]: readonly [bigint, bigint],
  [en, ed]: readonly [bigint, bigint],
  precision = 256n,
): bigint | undefined =>
  powRatioScaled(
    { numerator: bn, denominator: bd },
    { numerator: en, denominator: ed },
    precision,
    SCALE,
  )

describe('a power of a ratio', () => {
  test('is that of the unit test and of the note of the reference', () => {
    // spec: 40-amm §3.1
    const ratio = [21_000_000_000_000_000n, 28_000_000_000_000_000n] as const
    expect(power(ratio, [6n, 4n], 4096n)).toBe(649_519_052_838_328_985n)
    expect(power(ratio, [600_000_000_000_000_001n, 400_000_000_000_000_000n])).toBe(
      649_519_052_838_328_984n,
    )
  })

  test.each([
    ['a base without a denominator', [1n, 0n], [1n, 2n], undefined],
    ['an exponent without a denominator', [1n, 2n], [1n, 0n], undefined],
    ['zero', [0n, 5n], [0n, 5n], 0n],
    ['a power of zero', [7n, 5n], [0n, 5n], SCALE],
    ['a whole power', [1n, 2n], [3n, 1n], SCALE / 8n],
    ['a root', [1n, 4n], [1n, 2n], SCALE / 2n],
    ['a growing ratio', [9n, 4n], [3n, 2n], (SCALE * 27n) / 8n],
  ] as const)('%s', (name, base, exponent, expected) => {
    expect(power(base, exponent), name).toBe(expected)
  })

  test('exact powers are the largest integer that fits', () => {
    const part = fc.bigInt({ min: 1n, max: 2n ** 64n })
    const small = fc.bigInt({ min: 1n, max: 30n })
    fc.assert(
      fc.property(part, part, small, small, (bn, bd, en, ed) => {
        const result = power([bn, bd], [en, ed]) ?? -1n
        const bound = bn ** en * SCALE ** ed
        // The exponent is reduced first; that does not change which integer fits.
        expect(result ** ed * bd ** en <= bound).toBe(true)
        expect((result + 1n) ** ed * bd ** en > bound).toBe(true)
      }),
      { numRuns: 200 },
    )
  })

  test('powers by logarithm are within one of the exact ones nearby', () => {
    const part = fc.bigInt({ min: 1_000_000n, max: 2n ** 54n })
    fc.assert(
      fc.property(part, part, (a, b) => {
        const ratio = a < b ? ([a, b] as const) : ([b, a] as const)
        const exact = power(ratio, [1n, 1n]) ?? 0n
        // 2^60 + 1 over 2^60 moves a power below 1 by less than 50 · 2^-60 · 10^18.
        const close = power(ratio, [2n ** 60n + 1n, 2n ** 60n]) ?? 0n
        expect(exact - close >= 0n && exact - close <= 50n).toBe(true)
      }),
      { numRuns: 50 },
    )
  })
})
