import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addWeights,
  allAtLeast,
  anyGreater,
  maxWeight,
  minWeight,
  subtractWeight,
  weight,
} from '../../src/frame/weight.ts'
import type { Weight } from '../../src/frame/weight.ts'

const U64_MAX = 2n ** 64n - 1n
const of = (ref_time: bigint, proof_size: bigint): Weight => ({ ref_time, proof_size })

describe('weights', () => {
  test('a read costs 25,000,000 ps, a write 100,000,000 ps, neither adds proof', () => {
    const found = weight(7n, { reads: 3n, writes: 2n, proofSize: 11n })
    expect(found).toEqual(of(275_000_007n, 11n))
    expect(weight(7n)).toEqual(of(7n, 0n))
  })

  test('sums and accesses end at 64 bits, differences at zero', () => {
    expect(addWeights(of(U64_MAX, 1n), of(1n, U64_MAX))).toEqual(of(U64_MAX, U64_MAX))
    expect(weight(U64_MAX, { reads: 1n }).ref_time).toBe(U64_MAX)
    expect(subtractWeight(of(1n, 5n), of(2n, 3n))).toEqual(of(0n, 2n))
  })

  test('comparisons look at each dimension by itself', () => {
    expect(anyGreater(of(1n, 9n), of(5n, 5n))).toBe(true)
    expect(anyGreater(of(5n, 5n), of(5n, 5n))).toBe(false)
    expect(allAtLeast(of(5n, 5n), of(5n, 5n))).toBe(true)
    expect(allAtLeast(of(9n, 4n), of(5n, 5n))).toBe(false)
  })

  test('least and greatest bound both, and split their sum', () => {
    const part = fc.bigInt({ min: 0n, max: 2n ** 62n })
    const any = fc.tuple(part, part).map(([time, proof]) => of(time, proof))
    fc.assert(
      fc.property(any, any, (a, b) => {
        const [low, high] = [minWeight(a, b), maxWeight(a, b)]
        expect(anyGreater(low, a) || anyGreater(low, b)).toBe(false)
        expect(allAtLeast(high, a) && allAtLeast(high, b)).toBe(true)
        expect(addWeights(low, high)).toEqual(addWeights(a, b))
      }),
      { numRuns: 100, seed: 73 },
    )
  })
})
