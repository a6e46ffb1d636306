import { blake2b } from '@noble/hashes/blake2.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { keccak_256 } from '@noble/hashes/sha3.js'
import { twox, waitReady } from '@polkadot/wasm-crypto/bundle'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { bytesToHex, concatBytes, createHasher, hexToBytes } from '../../src/index.ts'
import type { Hasher } from '../../src/index.ts'

let hasher: Hasher
beforeAll(async () => {
  hasher = await createHasher()
  await waitReady()
})

const text = (value: string) => new TextEncoder().encode(value)
/** The test buffer of the xxHash sanity test: PRIME32 powers, top byte of each product. */
function sanityBuffer(length: number): Uint8Array {
  const bytes = new Uint8Array(length)
  let generator = 2654435761n
  for (let at = 0; at < length; at += 1) {
    bytes[at] = Number(generator >> 56n)
    generator = BigInt.asUintN(64, generator * 11400714785074694797n)
  }
  return bytes
}

const VECTORS: readonly {
  name: string
  of: Exclude<keyof Hasher, 'blake2b256Of'>
  input: Uint8Array
  expected: string
}[] = [
  {
    name: 'twox128 of System',
    of: 'twox128',
    input: text('System'),
    expected: '0x26aa394eea5630e07c48ae0c9558cef7',
  },
  {
    name: 'twox128 of Account',
    of: 'twox128',
    input: text('Account'),
    expected: '0xb99d880ec681799c0cf30e8886371da9',
  },
  {
    name: 'twox64 of nothing (XXH64 ef46db3751d8e999)',
    of: 'twox64',
    input: new Uint8Array(),
    expected: '0x99e9d85137db46ef',
  },
  {
    name: 'twox64 of the 222-byte sanity buffer (XXH64 b641ae8cb691c174)',
    of: 'twox64',
    input: sanityBuffer(222),
    expected: '0x74c191b68cae41b6',
  },
  {
    name: 'twox64 of abc (XXH64 44bc2cf5ad770999)',
    of: 'twox64',
    input: text('abc'),
    expected: '0x990977adf52cbc44',
  },
  {
    name: 'twox256 of nothing (sp_io)',
    of: 'twox256',
    input: new Uint8Array(),
    expected: '0x99e9d85137db46ef4bbea33613baafd56f963c64b1f3685a4eb4abd67ff6203a',
  },
  {
    name: 'twox256 of abc (sp_io)',
    of: 'twox256',
    input: text('abc'),
    expected: '0x990977adf52cbc440889329981caa9bef7da5770b2b8a05303b75d95360dd62b',
  },
  {
    name: 'blake2b256 of abc',
    of: 'blake2b256',
    input: text('abc'),
    expected: '0xbddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319',
  },
  {
    name: 'blake2b256 of nothing',
    of: 'blake2b256',
    input: new Uint8Array(),
    expected: '0x0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8',
  },
  {
    name: 'blake2b128 of nothing',
    of: 'blake2b128',
    input: new Uint8Array(),
    expected: '0xcae66941d9efbd404e4d88758ea67670',
  },
  {
    name: 'keccak256 of nothing',
    of: 'keccak256',
    input: new Uint8Array(),
    expected: '0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470',
  },
  {
    name: 'sha256 of abc (FIPS 180)',
    of: 'sha256',
    input: text('abc'),
    expected: '0xba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  },
]

describe('createHasher', () => {
  for (const { name, of, input, expected } of VECTORS) {
    it(`gives the published ${name}`, () => {
      expect(bytesToHex(hasher[of](input))).toBe(expected)
    })
  }

  it('hashes 16 KiB and one byte more like the reference, across the chunks of the library', () => {
    for (const length of [16_383, 16_384, 16_385, 40_000]) {
      const data = new Uint8Array(length).map((_, at) => at * 31)
      expect(hasher.blake2b256(data), `${length} bytes`).toEqual(blake2b(data, { dkLen: 32 }))
      expect(hasher.keccak256(data), `${length} bytes`).toEqual(keccak_256(data))
    }
  })

  it('hashes parts like the whole', () => {
    const parts = [text('a'), new Uint8Array(20_000).fill(7), new Uint8Array(), text('z')]
    expect(hasher.blake2b256Of(parts)).toEqual(hasher.blake2b256(concatBytes(...parts)))
    expect(hasher.blake2b256Of([])).toEqual(hasher.blake2b256(new Uint8Array()))
  })

  it('agrees with an independent implementation on any input', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (data) => {
        expect(hasher.blake2b128(data)).toEqual(blake2b(data, { dkLen: 16 }))
        expect(hasher.blake2b256(data)).toEqual(blake2b(data, { dkLen: 32 }))
        expect(hasher.keccak256(data)).toEqual(keccak_256(data))
        expect(hasher.sha256(data)).toEqual(sha256(data))
        expect(hasher.twox64(data)).toEqual(twox(data, 1))
        expect(hasher.twox128(data)).toEqual(twox(data, 2))
        expect(hasher.twox256(data)).toEqual(twox(data, 4))
      }),
      { seed: 1 },
    )
  })

  it('starts every twox result with the shorter one', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (data) => {
        const whole = hasher.twox256(data)
        expect(hasher.twox64(data)).toEqual(whole.slice(0, 8))
        expect(hasher.twox128(data)).toEqual(whole.slice(0, 16))
      }),
      { seed: 2 },
    )
  })

  it('returns a fresh array that a later call does not change', () => {
    for (const { of } of VECTORS) {
      const first = hasher[of](text('first'))
      const copy = first.slice()
      hasher[of](text('second'))
      expect(first, of).toEqual(copy)
      first.fill(0)
      expect(hasher[of](text('first')), of).toEqual(copy)
    }
  })

  it('reads a view of a larger buffer, not the buffer', () => {
    const whole = hexToBytes('0xff616263ff')
    expect(hasher.blake2b256(whole.subarray(1, 4))).toEqual(hasher.blake2b256(text('abc')))
  })
})
