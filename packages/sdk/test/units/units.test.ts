import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  addAmounts,
  alphaFromRao,
  formatAlpha,
  formatTao,
  parseAlpha,
  parseTao,
  subtractAmounts,
  taoFromRao,
} from '../../src/index.ts'

const READ = [
  ['1.5 TAO', 1_500_000_000n],
  ['1.5', 1_500_000_000n],
  ['0.000000001', 1n],
  ['  2 τ ', 2_000_000_000n],
  ['1_000 tao', 1_000_000_000_000n],
  ['7 rao', 7n],
  ['18446744073.709551615', 2n ** 64n - 1n],
] as const

test.each(READ)('reads “%s”', (text, amount) => {
  expect(parseTao(text)).toBe(amount)
})

const REFUSED = [
  ['', 'NotANumber'],
  ['-1', 'NotANumber'],
  ['1e9', 'NotANumber'],
  ['1,5', 'NotANumber'],
  ['.5', 'NotANumber'],
  ['NaN', 'NotANumber'],
  ['9'.repeat(100), 'NotANumber'],
  ['0.0000000001', 'TooManyDecimals'],
  ['1.5 rao', 'TooManyDecimals'],
  ['1 alpha', 'WrongUnit'],
  ['1 BTC', 'WrongUnit'],
  ['18446744073.709551616', 'OutOfRange'],
] as const

test.each(REFUSED)('refuses “%s” as an amount of TAO', (text, code) => {
  expect(() => parseTao(text)).toThrow(expect.objectContaining({ code }))
})

test('writes amounts exactly, with their unit', () => {
  expect(formatTao(taoFromRao(1_500_000_000n))).toBe('1.5 TAO')
  expect(formatTao(taoFromRao(0n))).toBe('0 TAO')
  expect(formatTao(taoFromRao(1n))).toBe('0.000000001 TAO')
  expect(formatAlpha(4, alphaFromRao(4, 20_000_000_000n))).toBe('20 alpha of subnet 4')
})

test('reads back what it wrote', () => {
  fc.assert(
    fc.property(fc.bigInt(0n, 2n ** 64n - 1n), (amount) => {
      expect(parseTao(formatTao(taoFromRao(amount)))).toBe(amount)
    }),
  )
})

test('adds and subtracts amounts of one token, within their range', () => {
  const one = parseTao('1')
  expect(addAmounts(one, parseTao('0.5'))).toBe(1_500_000_000n)
  expect(subtractAmounts(one, one)).toBe(0n)
  expect(() => subtractAmounts(parseTao('0.5'), one)).toThrow('larger')
  expect(() => addAmounts(taoFromRao(2n ** 64n - 1n), taoFromRao(1n))).toThrow('2⁶⁴')
})

test('does not mix TAO with alpha, nor the alpha of two subnets', () => {
  const tao = parseTao('1')
  const alpha1 = parseAlpha(1, '1')
  const alpha2 = parseAlpha(2, '1')
  // @ts-expect-error TAO and alpha
  expect(addAmounts(tao, alpha1)).toBe(2_000_000_000n)
  // @ts-expect-error alpha of two subnets
  expect(addAmounts(alpha1, alpha2)).toBe(2_000_000_000n)
  // @ts-expect-error a plain number of rao says nothing of its token
  expect(addAmounts(tao, 1n)).toBe(1_000_000_001n)
  expect(addAmounts(alpha1, parseAlpha(1, '2'))).toBe(3_000_000_000n)
})
