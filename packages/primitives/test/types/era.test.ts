import { describe, expect, test } from 'vitest'
import {
  bytesToHex,
  decode,
  encode,
  Era,
  eraBirth,
  eraDeath,
  hexToBytes,
  IMMORTAL,
  mortalEra,
  ScaleError,
} from '@plexus/primitives'

// Facts of the reference's own tests of `sp_runtime::generic::Era`.
const made = [
  { period: 64, current: 42, era: { type: 'Mortal', period: 64, phase: 42 } },
  { period: 32768, current: 20000, era: { type: 'Mortal', period: 32768, phase: 20000 } },
  { period: 200, current: 513, era: { type: 'Mortal', period: 256, phase: 1 } },
  { period: 2, current: 1, era: { type: 'Mortal', period: 4, phase: 1 } },
  { period: 4, current: 5, era: { type: 'Mortal', period: 4, phase: 1 } },
  { period: 1_000_000, current: 1_000_001, era: { type: 'Mortal', period: 65536, phase: 16960 } },
] as const

test.each(made)('an era of $period blocks made at block $current', ({ period, current, era }) => {
  expect(mortalEra(period, current)).toEqual(era)
})

const wire = [
  { name: 'immortal', era: IMMORTAL, hex: '0x00' },
  { name: 'mortal', era: mortalEra(64, 42), hex: '0xa502' },
  { name: 'long mortal', era: mortalEra(32768, 20000), hex: '0x4e9c' },
  { name: 'shortest', era: mortalEra(4, 3), hex: '0x3100' },
  { name: 'longest', era: mortalEra(65536, 65535), hex: '0xffff' },
] as const

test.each(wire)('an $name era is $hex', ({ era, hex }) => {
  expect(bytesToHex(encode(Era, era))).toBe(hex)
  expect(decode(Era, hexToBytes(hex))).toEqual(era)
})

test('every two-byte form is one era or an error', () => {
  // A period of 2^k has 2^k phases up to 2^12, then 2^12 of them; a zero first byte is immortal.
  let expected = 0
  for (let exponent = 2; exponent <= 16; exponent += 1) expected += 2 ** Math.min(exponent, 12)
  let eras = 0
  for (let code = 0; code < 65536; code += 1) {
    const bytes = Uint8Array.of(code & 255, code >> 8)
    if (bytes[0] === 0) continue
    try {
      const era = decode(Era, bytes)
      eras += 1
      if (bytesToHex(encode(Era, era)) !== bytesToHex(bytes)) throw new Error('not canonical')
    } catch (error) {
      if (!(error instanceof ScaleError)) throw error
    }
  }
  expect(eras).toBe(expected)
})

const bad = [
  { name: 'a period that is no power of two', period: 5, phase: 0 },
  { name: 'a period of 2', period: 2, phase: 0 },
  { name: 'a period above 65,536', period: 131072, phase: 0 },
  { name: 'a phase at the period', period: 64, phase: 64 },
  { name: 'a negative phase', period: 64, phase: -1 },
  { name: 'a phase between the steps', period: 8192, phase: 3 },
  { name: 'a phase beyond 32 bits', period: 64, phase: 2 ** 32 },
  { name: 'a period that is not a number', period: Number.NaN, phase: 0 },
] as const

test.each(bad)('$name does not encode', ({ period, phase }) => {
  expect(() => encode(Era, { type: 'Mortal', period, phase })).toThrow(ScaleError)
})

describe('life', () => {
  test('a mortal era covers the period from its birth', () => {
    const era = mortalEra(4, 6)
    for (let block = 6; block < 10; block += 1) {
      expect(eraBirth(era, block), `block ${block}`).toBe(6)
      expect(eraDeath(era, block), `block ${block}`).toBe(10)
    }
    expect(eraBirth(era, 10)).toBe(10)
    expect(eraBirth(era, 5)).toBe(2)
  })

  test('before the first phase the birth is the phase', () => {
    expect(eraBirth(mortalEra(4, 3), 1)).toBe(3)
  })

  test('block numbers near 2^32 are exact', () => {
    const era = mortalEra(64, 0xffff_ffff)
    expect(eraBirth(era, 0xffff_ffff)).toBe(0xffff_ffff)
    expect(eraDeath(era, 0xffff_ffff)).toBe(0xffff_ffff + 64)
  })

  test('an immortal era is born with the chain and does not die', () => {
    expect(eraBirth(IMMORTAL, 99)).toBe(0)
    expect(eraDeath(IMMORTAL, 99)).toBeUndefined()
  })
})
