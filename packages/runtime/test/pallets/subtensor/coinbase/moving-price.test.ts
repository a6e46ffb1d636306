import { fixedFromRaw, I96F32, netUid, saturatingFromFixedFloor, U64F64 } from '@plexus/primitives'
import { describe, expect, test } from 'vitest'
import {
  blocksSinceStart,
  movingPrice,
  nextMovingPrice,
  sellsForRoot,
} from '../../../../src/pallets/subtensor/coinbase/moving-price.ts'
import {
  SubnetMechanism,
  SubnetMovingPrice,
} from '../../../../src/pallets/subtensor/storage/pools.ts'
import { testContext } from '../../../helpers/test-context.ts'

const HALVING_BLOCKS = 201_600n
/** 0.000003 as the reference keeps it. */
const MOVING_ALPHA = fixedFromRaw(I96F32, 12_885n)
const price = (numerator: bigint, denominator: bigint): U64F64 =>
  fixedFromRaw(U64F64, (numerator << 64n) / denominator)

/** The average after so many blocks of a constant price, from nothing. */
function averages(of: U64F64, blocks: bigint): readonly I96F32[] {
  const rows: I96F32[] = []
  let average = I96F32.zero
  for (let age = 1n; age <= blocks; age += 1n) {
    average = nextMovingPrice({
      average: saturatingFromFixedFloor(U64F64, I96F32, average),
      price: of,
      age,
      halvingBlocks: HALVING_BLOCKS,
      movingAlpha: MOVING_ALPHA,
    })
    rows.push(average)
  }
  return rows
}

describe('the moving average of a price', () => {
  /** Spec 30 §7.2: the age at which the first bit appears. */
  const first: readonly (readonly [string, U64F64, number])[] = [
    ['1', price(1n, 1n), 16],
    ['0.5', price(1n, 2n), 32],
    ['0.1', price(1n, 10n), 157],
    ['0.01', price(1n, 100n), 1577],
  ]
  for (const [name, of, age] of first) {
    test(`of ${name} is nothing before block ${age}`, () => {
      const rows = averages(of, BigInt(age))
      expect(rows.slice(0, -1).every((average) => average === 0n)).toBe(true)
      expect(rows.at(-1)).toBe(1n)
    })
  }

  test('of 0.001 is nothing within 7200 blocks', () => {
    expect(averages(price(1n, 1000n), 7200n).at(-1)).toBe(0n)
  })

  test('of 1 has the bits of the reference after 100 and after 7200 blocks', () => {
    const rows = averages(price(1n, 1n), 7200n)
    expect([rows[99], rows[7199]]).toEqual([275n, 1_614_547n])
  })

  test('does not see a price above 1', () => {
    expect(averages(price(7n, 1n), 100n)).toEqual(averages(price(1n, 1n), 100n))
  })

  test('counts blocks from the one before the first emission', () => {
    expect(blocksSinceStart(11n, 11n)).toBe(1n)
    expect(blocksSinceStart(11n, 5n)).toBe(0n)
    expect(blocksSinceStart(undefined, 5n)).toBe(5n)
    expect(blocksSinceStart(0n, 5n)).toBe(5n)
  })
})

describe('sales for root', () => {
  test('begin when the averages add up to more than 1', () => {
    const ctx = testContext()
    const netuids = [netUid(1), netUid(2)]
    const half = I96F32.one >> 1n
    for (const netuid of netuids) {
      SubnetMechanism.set(ctx, netuid, 1)
      SubnetMovingPrice.set(ctx, netuid, fixedFromRaw(I96F32, half))
    }
    expect(sellsForRoot(ctx, netuids)).toBe(false)
    SubnetMovingPrice.set(ctx, netUid(2), fixedFromRaw(I96F32, half + 1n))
    expect(sellsForRoot(ctx, netuids)).toBe(true)
  })

  test('take a stable subnet for 1 and a negative average for nothing', () => {
    const ctx = testContext()
    expect(movingPrice(ctx, netUid(1))).toBe(U64F64.one)
    SubnetMechanism.set(ctx, netUid(2), 1)
    SubnetMovingPrice.set(ctx, netUid(2), fixedFromRaw(I96F32, -5n))
    expect(sellsForRoot(ctx, [netUid(1), netUid(2)])).toBe(false)
  })
})
