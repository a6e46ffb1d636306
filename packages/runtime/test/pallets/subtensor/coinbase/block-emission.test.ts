import { rao } from '@plexus/primitives'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  blockEmission,
  mintBlockEmission,
  recordBlockEmission,
} from '../../../../src/pallets/subtensor/coinbase/block-emission.ts'
import { TotalIssuance as BalancesIssuance } from '../../../../src/pallets/balances/index.ts'
import { BlockEmission, TotalIssuance } from '../../../../src/pallets/subtensor/storage/emission.ts'
import { testContext } from '../../../helpers/test-context.ts'

const CAP = 21_000_000_000_000_000n

/** Spec 30 §5: where each halving begins, in rao, and what a block emits from there on. */
const halvings: readonly (readonly [threshold: bigint, emission: bigint])[] = [
  [0n, 1_000_000_000n],
  [10_500_000_000_000_000n, 500_000_000n],
  [15_750_000_000_000_000n, 250_000_000n],
  [18_375_000_000_000_000n, 125_000_000n],
  [19_687_500_000_000_000n, 62_500_000n],
  [20_343_750_000_000_000n, 31_250_000n],
  [20_671_875_000_000_000n, 15_625_000n],
  [20_835_937_500_000_000n, 7_812_500n],
]

describe('the emission of a block', () => {
  for (const [at, [threshold, emission]] of halvings.entries()) {
    test(`is ${emission} from ${threshold} on, and not before`, () => {
      expect(blockEmission(threshold)).toBe(emission)
      const before = halvings[at - 1]?.[1]
      if (before !== undefined) expect(blockEmission(threshold - 1n)).toBe(before)
    })
  }

  test('ends with the supply', () => {
    // 10⁹ / 2²⁹ = 1.8…, 10⁹ / 2³⁰ = 0.9…; the 30th halving begins at 21·10¹⁵ − 21·10¹⁵ / 2³⁰.
    const last = CAP - 21_000_000_000_000_000n / 2n ** 30n
    expect(blockEmission(last - 1n)).toBe(1n)
    expect(blockEmission(last)).toBe(0n)
    for (const issuance of [CAP - 1n, CAP, CAP + 1n, 2n ** 64n - 1n]) {
      expect(blockEmission(issuance)).toBe(0n)
    }
  })

  test('never leads above the supply', () => {
    const near = fc.oneof(
      fc.bigInt({ min: CAP - 10n ** 12n, max: CAP }),
      fc.bigInt({ min: 0n, max: CAP }),
    )
    fc.assert(
      fc.property(near, (issuance) => {
        expect(issuance + blockEmission(issuance)).toBeLessThanOrEqual(CAP)
      }),
    )
  })

  test('never mints above the supply, whatever the two counters say', () => {
    const issuance = fc.bigInt({ min: CAP - 3n * 10n ** 9n, max: CAP })
    fc.assert(
      fc.property(issuance, fc.bigInt({ min: 0n, max: CAP }), (balances, counter) => {
        const ctx = testContext()
        BalancesIssuance.set(ctx, balances)
        TotalIssuance.set(ctx, rao(counter))
        const credit = mintBlockEmission(ctx)
        expect(BalancesIssuance.get(ctx)).toBe(balances + credit)
        expect(BalancesIssuance.get(ctx)).toBeLessThanOrEqual(CAP)
        expect(TotalIssuance.get(ctx)).toBe(counter + credit)
      }),
    )
  })
})

describe('the last emission that was asked for', () => {
  test('is stored only where it differs', () => {
    const ctx = testContext()
    recordBlockEmission(ctx, 0n)
    expect(BlockEmission.has(ctx)).toBe(false)
    recordBlockEmission(ctx, 10_500_000_000_000_000n)
    expect(BlockEmission.get(ctx)).toBe(500_000_000n)
  })

  test('is left alone at the end of the supply', () => {
    const ctx = testContext()
    BlockEmission.set(ctx, 7n)
    recordBlockEmission(ctx, CAP)
    expect(BlockEmission.get(ctx)).toBe(7n)
    recordBlockEmission(ctx, CAP - 1n)
    expect(BlockEmission.get(ctx)).toBe(0n)
  })
})
