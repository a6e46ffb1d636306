import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatIp, parseIp } from '../../../src/actions/serving/ip.ts'

// Numbers by hand: 192·2²⁴ + 0·2¹⁶ + 2·2⁸ + 1; texts of RFC 5952.
const ADDRESSES = [
  ['192.0.2.1', 4, 3_221_225_985n],
  ['0.0.0.0', 4, 0n],
  ['255.255.255.255', 4, 4_294_967_295n],
  ['::', 6, 0n],
  ['::1', 6, 1n],
  ['2001:db8::1', 6, 0x2001_0db8_0000_0000_0000_0000_0000_0001n],
  ['2001:db8:0:1:1:1:1:1', 6, 0x2001_0db8_0000_0001_0001_0001_0001_0001n],
  ['1::', 6, 1n << 112n],
] as const

test.each(ADDRESSES)('reads and writes %s', (text, type, value) => {
  expect(parseIp(text)).toEqual({ type, value })
  expect(formatIp(value, type)).toBe(text)
})

const REFUSED = ['', '1.2.3', '1.2.3.4.5', '256.0.0.1', '01.2.3.4', '1.2.3.x', 'localhost']
const REFUSED_6 = [
  '1:2:3',
  '1::2::3',
  ':::',
  '12345::',
  'g::',
  '1:2:3:4:5:6:7:8:9',
  ':1:2:3:4:5:6:7:8',
]

test.each([...REFUSED, ...REFUSED_6])('refuses “%s”', (text) => {
  expect(() => parseIp(text)).toThrow(expect.objectContaining({ code: 'InvalidIp' }))
})

test('reads back every address it writes', () => {
  fc.assert(
    fc.property(fc.bigInt(0n, 2n ** 128n - 1n), (value) => {
      expect(parseIp(formatIp(value, 6))).toEqual({ type: 6, value })
      const small = value & 0xffff_ffffn
      expect(parseIp(formatIp(small, 4))).toEqual({ type: 4, value: small })
    }),
  )
})
