import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  decode,
  encode,
  hexToBytes,
  mulCeil,
  mulFloor,
  mulNearestDown,
  Perbill,
  Percent,
  Permill,
  Perquintill,
  ScaleError,
  shareFromRationalFloor,
} from '@plexus/primitives'

const percent = (parts: bigint): Percent => Percent.fromParts(parts)

// The examples of the reference's documentation of `PerThing`, and ties by hand.
describe('the share of an amount', () => {
  test.each([
    { name: '34 % of 10', parts: 34n, amount: 10n, floor: 3n, nearest: 3n, ceil: 4n },
    { name: '36 % of 10', parts: 36n, amount: 10n, floor: 3n, nearest: 4n, ceil: 4n },
    { name: '35 % of 10, a tie', parts: 35n, amount: 10n, floor: 3n, nearest: 3n, ceil: 4n },
    { name: '50 % of 10', parts: 50n, amount: 10n, floor: 5n, nearest: 5n, ceil: 5n },
    { name: '0 % of 10', parts: 0n, amount: 10n, floor: 0n, nearest: 0n, ceil: 0n },
    { name: '100 % of 7', parts: 100n, amount: 7n, floor: 7n, nearest: 7n, ceil: 7n },
    { name: '99 % of 0', parts: 99n, amount: 0n, floor: 0n, nearest: 0n, ceil: 0n },
  ])('$name', ({ parts, amount, floor, nearest, ceil }) => {
    expect(mulFloor(Percent, percent(parts), amount)).toBe(floor)
    expect(mulNearestDown(Percent, percent(parts), amount)).toBe(nearest)
    expect(mulCeil(Percent, percent(parts), amount)).toBe(ceil)
  })

  test.each([
    { refTime: 1_000n, fee: 0n, name: 'half a rao goes down' },
    { refTime: 1_001n, fee: 1n, name: 'just above half goes up' },
    { refTime: 3_000n, fee: 1n, name: 'one and a half goes down' },
    { refTime: 2_000n, fee: 1n, name: 'exact stays' },
  ])('weight to fee, 0.0005 rao per unit: $name', ({ refTime, fee }) => {
    expect(mulNearestDown(Perbill, Perbill.fromParts(500_000n), refTime)).toBe(fee)
  })

  test('is the exact product, split at the whole so that it could not overflow', () => {
    const amounts = fc.bigInt({ min: 0n, max: (1n << 128n) - 1n })
    const parts = fc.bigInt({ min: 0n, max: 10n ** 9n })
    fc.assert(
      fc.property(parts, amounts, (count, amount) => {
        const share = Perbill.fromParts(count)
        const whole = (amount / 10n ** 9n) * count
        const rest = (amount % 10n ** 9n) * count
        const [below, left] = [whole + rest / 10n ** 9n, rest % 10n ** 9n]
        expect(mulFloor(Perbill, share, amount)).toBe(below)
        expect(mulCeil(Perbill, share, amount)).toBe(left > 0n ? below + 1n : below)
        expect(mulNearestDown(Perbill, share, amount)).toBe(
          left > 500_000_000n ? below + 1n : below,
        )
      }),
      { seed: 3 },
    )
  })
})

describe('a share of a rational', () => {
  test.each([
    { name: '989 of 1000 rounds down', p: 989n, q: 1000n, parts: 98 },
    { name: 'one third', p: 1n, q: 3n, parts: 33 },
    { name: 'the whole', p: 7n, q: 7n, parts: 100 },
    { name: 'more than the whole', p: 8n, q: 7n, parts: 100 },
    { name: 'a zero denominator', p: 0n, q: 0n, parts: 100 },
    { name: 'nothing', p: 0n, q: 5n, parts: 0 },
  ])('$name', ({ p, q, parts }) => {
    expect(shareFromRationalFloor(Percent, p, q)).toBe(parts)
  })

  test('more parts than the whole are the whole', () => {
    expect(Permill.fromParts(1_000_001n)).toBe(1_000_000)
    expect(Perquintill.fromParts(10n ** 19n)).toBe(10n ** 18n)
  })
})

describe('on the wire', () => {
  test('a share is its parts, at most the whole', () => {
    expect([...encode(Percent, percent(100n))]).toEqual([100])
    expect([...encode(Permill, Permill.fromParts(1_000_000n))]).toEqual([0x40, 0x42, 0x0f, 0])
    expect(decode(Perquintill, hexToBytes('000064a7b3b6e00d'))).toBe(10n ** 18n)
    expect(() => decode(Percent, Uint8Array.of(101))).toThrow(ScaleError)
    expect(() => decode(Perbill, hexToBytes('01ca9a3b'))).toThrow(ScaleError)
    expect(() => decode(Perquintill, hexToBytes('010064a7b3b6e00d'))).toThrow(ScaleError)
  })
})
