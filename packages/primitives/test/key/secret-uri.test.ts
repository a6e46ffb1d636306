import { blake2b } from '@noble/hashes/blake2.js'
import { describe, expect, it } from 'vitest'
import {
  bytesToHex,
  chainCode,
  concatBytes,
  DEV_PHRASE,
  KeyError,
  parseSecretUri,
} from '../../src/index.ts'

/** Expected: phrase, path as [hard, text], password. From the tests of `sp_core::address_uri`. */
const URIS: readonly [string, string, readonly [boolean, string][], string | undefined][] = [
  ['///', DEV_PHRASE, [], ''],
  ['////////', DEV_PHRASE, [], '/////'],
  ['sdasd///asda', 'sdasd', [], 'asda'],
  ['sdasd//asda', 'sdasd', [[true, 'asda']], undefined],
  ['sdasd/asda', 'sdasd', [[false, 'asda']], undefined],
  [
    'sdasd/asda//x',
    'sdasd',
    [
      [false, 'asda'],
      [true, 'x'],
    ],
    undefined,
  ],
  ['sdasd//asd.a', 'sdasd', [[true, 'asd.a']], undefined],
  [
    'sdasd/xx//a/b//c///pass',
    'sdasd',
    [
      [false, 'xx'],
      [true, 'a'],
      [false, 'b'],
      [true, 'c'],
    ],
    'pass',
  ],
  ['sdasd', 'sdasd', [], undefined],
  ['', DEV_PHRASE, [], undefined],
  ['//Alice', DEV_PHRASE, [[true, 'Alice']], undefined],
  ['0xabcd//Alice///p w/?', '0xabcd', [[true, 'Alice']], 'p w/?'],
]

const BAD = ['sdasd//', 'sdasd/', 'sdasd/xx//', 'sd.asd', 'sd.asd//asd.a', '///\n', '///a\n', '/a/']

describe('parseSecretUri', () => {
  for (const [uri, phrase, path, password] of URIS) {
    it(`splits ${JSON.stringify(uri)}`, () => {
      const parsed = parseSecretUri(uri)
      expect(parsed.phrase).toBe(phrase)
      expect(parsed.password).toBe(password)
      const expected = path.map(([hard, text]) => ({ hard, chainCode: chainCode(text) }))
      expect(parsed.junctions).toEqual(expected)
    })
  }

  for (const uri of BAD) {
    it(`refuses ${JSON.stringify(uri)} without quoting it`, () => {
      expect(() => parseSecretUri(uri)).toThrow(expect.objectContaining({ code: 'InvalidUri' }))
    })
  }

  it('refuses a URI above 1,024 characters', () => {
    expect(() => parseSecretUri(`//${'a'.repeat(1022)}`)).not.toThrow()
    expect(() => parseSecretUri(`//${'a'.repeat(1023)}`)).toThrow(KeyError)
  })
})

describe('chainCode', () => {
  const padded = (hex: string) => `0x${hex.padEnd(64, '0')}`
  const rows: readonly [segment: string, expected: string][] = [
    ['0', padded('')],
    ['1', padded('01')],
    ['0001', padded('01')],
    ['+1', padded('01')],
    ['256', padded('0001')],
    ['18446744073709551615', padded('ffffffffffffffff')],
    [
      '18446744073709551616',
      padded(`50${bytesToHex(new TextEncoder().encode('18446744073709551616')).slice(2)}`),
    ],
    ['-1', padded('082d31')],
    ['1a', padded('083161')],
    ['Alice', padded('14416c696365')],
    ['é', padded('08c3a9')],
  ]
  for (const [segment, expected] of rows) {
    it(`of ${segment} is its SCALE encoding`, () => {
      expect(bytesToHex(chainCode(segment))).toBe(expected)
    })
  }

  it('hashes a segment whose encoding is longer than 32 bytes', () => {
    const letters = (count: number) => new TextEncoder().encode('a'.repeat(count))
    const longest = concatBytes(Uint8Array.of(31 << 2), letters(31))
    const hashed = blake2b(concatBytes(Uint8Array.of(32 << 2), letters(32)), { dkLen: 32 })
    expect(chainCode('a'.repeat(31))).toEqual(longest)
    expect(chainCode('a'.repeat(32))).toEqual(hashed)
  })
})
