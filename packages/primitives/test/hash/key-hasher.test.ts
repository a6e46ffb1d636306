import { blake2b } from '@noble/hashes/blake2.js'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  blake2128,
  blake2128Concat,
  blake2256,
  bytesToHex,
  createHasher,
  hexToBytes,
  identity,
  twox128,
  twox256,
  twox64Concat,
} from '../../src/index.ts'
import type { Hasher, KeyHasher } from '../../src/index.ts'

let hasher: Hasher
beforeAll(async () => {
  hasher = await createHasher()
})

/** The order of `StorageHasher` in frame-metadata, and the digest bytes before the key. */
const TABLE: readonly [KeyHasher, string, number, number | undefined][] = [
  [blake2128, 'Blake2_128', 0, undefined],
  [blake2256, 'Blake2_256', 1, undefined],
  [blake2128Concat, 'Blake2_128Concat', 2, 16],
  [twox128, 'Twox128', 3, undefined],
  [twox256, 'Twox256', 4, undefined],
  [twox64Concat, 'Twox64Concat', 5, 8],
  [identity, 'Identity', 6, 0],
]

describe('key hashers', () => {
  for (const [keyHasher, name, index, plainOffset] of TABLE) {
    it(`${name} has its metadata index and offset`, () => {
      expect(keyHasher).toMatchObject({ name, index, plainOffset })
    })
  }

  it('lets the key be read back where an offset is given', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (key) => {
        for (const [keyHasher, name, , plainOffset] of TABLE) {
          if (plainOffset === undefined) continue
          expect(keyHasher.hash(hasher, key).slice(plainOffset), name).toEqual(key)
        }
      }),
      { seed: 3 },
    )
  })

  it('prefixes the key with the digest of an independent implementation', () => {
    const key = hexToBytes('0xd43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d')
    expect(blake2128.hash(hasher, key)).toEqual(blake2b(key, { dkLen: 16 }))
    expect(blake2256.hash(hasher, key)).toEqual(blake2b(key, { dkLen: 32 }))
    expect(blake2128Concat.hash(hasher, key).slice(0, 16)).toEqual(blake2b(key, { dkLen: 16 }))
    // The well-known tail of Alice's System.Account key.
    expect(bytesToHex(blake2128Concat.hash(hasher, key).slice(0, 16))).toBe(
      '0xde1e86a9a8c739864cf3cc5ec2bea59f',
    )
  })

  it('hashes with twox of the same input', () => {
    const key = hexToBytes('0x0100')
    expect(twox64Concat.hash(hasher, key).slice(0, 8)).toEqual(hasher.twox64(key))
    expect(twox128.hash(hasher, key)).toEqual(hasher.twox128(key))
    expect(twox256.hash(hasher, key)).toEqual(hasher.twox256(key))
  })
})
