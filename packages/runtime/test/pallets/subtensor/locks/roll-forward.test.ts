import { fixedFromRaw, saturatingFromInteger, U64F64 } from '@plexus/primitives'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decayOver, rollForward } from '../../../../src/pallets/subtensor/locks/roll-forward.ts'
import type { LockClock } from '../../../../src/pallets/subtensor/locks/roll-forward.ts'

const RATE = 934_866n
const whole = (integer: bigint): U64F64 => saturatingFromInteger(U64F64, integer)
const DECAYING = { owner: false, perpetual: false }
const PERPETUAL = { owner: false, perpetual: true }

const clock = (now: bigint, unlockRate = RATE, maturityRate = RATE): LockClock => ({
  now,
  unlockRate,
  maturityRate,
})

const lock = (locked_mass: bigint, conviction: bigint, last_update = 0n) => ({
  locked_mass,
  conviction: fixedFromRaw(U64F64, conviction),
  last_update,
})

// Bits of the series of spec 20-calls §10, computed apart from this code with integers.
test.each([
  { blocks: 0n, rate: 0n, bits: 1n << 64n },
  { blocks: 5n, rate: 0n, bits: 0n },
  { blocks: 1n, rate: RATE, bits: 18_446_724_341_754_161_508n },
  { blocks: 7_200n, rate: RATE, bits: 18_305_219_603_617_754_201n },
  { blocks: RATE, rate: RATE, bits: 6_786_177_901_268_885_275n },
  { blocks: 2n * RATE, rate: RATE, bits: 2_496_495_334_008_788_799n },
  { blocks: 100n, rate: 200n, bits: 11_188_515_852_577_165_302n },
  // From 40 on it is always e^−40.
  { blocks: 41n, rate: 1n, bits: 78n },
  { blocks: 2n ** 63n, rate: 1n, bits: 78n },
])('over $blocks blocks at a rate of $rate $bits / 2^64 are left', ({ blocks, rate, bits }) => {
  expect(decayOver(blocks, rate)).toBe(bits)
})

const MASS = 1_000_000_000_000n

describe('a lock as it is later (computed apart from this code)', () => {
  test.each([
    {
      name: 'decaying, equal rates',
      conviction: 0n,
      at: clock(7_200n),
      kind: DECAYING,
      mass: 992_327_943_103n,
      bits: 140_980_184_482_105_274_000_000_000_000n,
    },
    {
      name: 'decaying, one time constant: a part in e of mass and of conviction',
      conviction: 0n,
      at: clock(RATE),
      kind: DECAYING,
      mass: 367_879_441_171n,
      bits: 6_786_177_901_268_885_275_000_000_000_000n,
    },
    {
      name: 'perpetual',
      conviction: 0n,
      at: clock(RATE),
      kind: PERPETUAL,
      mass: MASS,
      bits: 11_660_566_172_440_666_341_000_000_000_000n,
    },
    {
      name: 'slow unlocking',
      conviction: 5_000_000_000n << 64n,
      at: clock(1_000n, 2_000n, 1_000n),
      kind: DECAYING,
      mass: 606_530_659_712n,
      bits: 8_838_606_792_122_904_480_375_000_000_000n,
    },
    {
      name: 'fast unlocking',
      conviction: 5_000_000_000n << 64n,
      at: clock(1_000n, 1_000n, 2_000n),
      kind: DECAYING,
      mass: 367_879_441_171n,
      bits: 4_458_280_530_571_165_853_510_000_000_000n,
    },
    {
      name: 'no unlock rate: the mass is gone at once',
      conviction: 700n << 64n,
      at: clock(1_000n, 0n, 2_000n),
      kind: DECAYING,
      mass: 0n,
      bits: 7_831_961_096_804_015_711_400n,
    },
    {
      name: 'no maturity rate: the conviction is gone at once',
      conviction: 700n << 64n,
      at: clock(1_000n, 2_000n, 0n),
      kind: DECAYING,
      mass: 606_530_659_712n,
      bits: 0n,
    },
  ])('$name', ({ conviction, at, kind, mass, bits }) => {
    const rolled = rollForward(lock(MASS, conviction), at, kind)
    expect(rolled).toEqual({ locked_mass: mass, conviction: bits, last_update: at.now })
  })
})

describe('dust and owners', () => {
  test.each([
    { mass: 99n, conviction: (100n << 64n) - 1n, left: false },
    { mass: 100n, conviction: 0n, left: true },
    { mass: 0n, conviction: 100n << 64n, left: true },
  ])('of $mass and $conviction something is left: $left', ({ mass, conviction, left }) => {
    const rolled = rollForward(lock(mass, conviction, 7n), clock(7n), DECAYING)
    const nothing = { locked_mass: 0n, conviction: 0n, last_update: 7n }
    expect(rolled).toEqual(left ? lock(mass, conviction, 7n) : nothing)
  })

  test('a lock on the owner is as convinced as it is heavy, without any time', () => {
    const rolled = rollForward(lock(500n, 0n, 7n), clock(7n), { owner: true, perpetual: true })
    expect(rolled.conviction).toBe(whole(500n))
  })

  test('a lock of a later block stays as it is', () => {
    expect(rollForward(lock(500n, 3n, 9n), clock(7n), DECAYING)).toEqual(lock(500n, 3n, 9n))
  })
})

test('mass never grows, and a perpetual lock is never more convinced than it is heavy', () => {
  fc.assert(
    fc.property(
      fc.bigInt(100n, 21_000_000_000_000_000n),
      fc.bigInt(0n, 10_000_000n),
      fc.bigInt(1n, 5_000_000n),
      fc.bigInt(1n, 5_000_000n),
      (mass, now, unlockRate, maturityRate) => {
        const at = clock(now, unlockRate, maturityRate)
        const decaying = rollForward(lock(mass, 0n), at, DECAYING)
        expect(decaying.locked_mass <= mass).toBe(true)
        expect(decaying.conviction < whole(mass)).toBe(true)
        const perpetual = rollForward(lock(mass, 0n), at, PERPETUAL)
        expect(perpetual.locked_mass).toBe(mass)
        expect(perpetual.conviction <= whole(mass)).toBe(true)
      },
    ),
  )
})
