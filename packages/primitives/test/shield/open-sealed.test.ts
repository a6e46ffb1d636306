import { readFileSync } from 'node:fs'
import { ml_kem768 } from '@noble/post-quantum/ml-kem.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hexToBytes } from '../../src/bytes/hex.ts'
import { createHasher } from '../../src/hash/create-hasher.ts'
import { shieldKeyPair } from '../../src/shield/key-pair.ts'
import { openSealed } from '../../src/shield/open-sealed.ts'
import type { Sealed } from '../../src/shield/open-sealed.ts'

/** What `bittensor_drand.encrypt_mlkem768` of the release made for the public key of a seed. */
interface Released {
  readonly release: string
  readonly seed: string
  readonly cases: readonly {
    readonly name: string
    readonly plain: string
    readonly payload: string
  }[]
}

const file = new URL('released-client.json', import.meta.url)
const released = JSON.parse(readFileSync(file, 'utf8')) as Released
const hasher = await createHasher()
const pair = shieldKeyPair(hexToBytes(released.seed))

/** Cuts what a sender submits (spec: 80 part 6). */
function cut(payload: Uint8Array): Sealed {
  const length = (payload[16] ?? 0) | ((payload[17] ?? 0) << 8)
  const [nonceAt, restAt] = [18 + length, 18 + length + 24]
  return {
    kemCiphertext: payload.subarray(18, nonceAt),
    nonce: payload.subarray(nonceAt, restAt),
    ciphertext: payload.subarray(restAt),
  }
}

describe('a key pair', () => {
  test('has the lengths of FIPS 203, and comes from its seed alone', () => {
    expect(pair.publicKey.length).toBe(1184)
    expect(pair.secretKey.length).toBe(2400)
    expect(shieldKeyPair(hexToBytes(released.seed))).toEqual(pair)
    expect(shieldKeyPair(new Uint8Array(64)).publicKey).not.toEqual(pair.publicKey)
  })

  test('its secret key ends with the public key, the hash of that, and z', () => {
    expect(pair.secretKey.subarray(1152, 1152 + 1184)).toEqual(pair.publicKey)
    expect(pair.secretKey.subarray(-32)).toEqual(hexToBytes(released.seed).subarray(32))
  })
})

describe(`what ${released.release} encrypted`, () => {
  test.each(released.cases)('$name is opened', ({ plain, payload }) => {
    const bytes = hexToBytes(payload)
    expect(bytes.subarray(0, 16)).toEqual(hasher.twox128(pair.publicKey))
    expect(cut(bytes).kemCiphertext.length).toBe(1088)
    expect(openSealed(pair.secretKey, cut(bytes))).toEqual(hexToBytes(plain))
  })
})

describe('nothing is opened', () => {
  const [first] = released.cases
  const sealed = cut(hexToBytes(first?.payload ?? '0x'))

  test('with another key', () => {
    const other = shieldKeyPair(new Uint8Array(64).fill(1))
    expect(openSealed(other.secretKey, sealed)).toBeUndefined()
  })

  test.each([0, 1, 32, 1184, 2399, 2401])('with a key of %i bytes', (length) => {
    expect(openSealed(new Uint8Array(length), sealed)).toBeUndefined()
  })

  test.each([
    ['kemCiphertext', 0],
    ['kemCiphertext', 1087],
    ['kemCiphertext', 1089],
    ['nonce', 12],
    ['nonce', 23],
    ['nonce', 25],
    ['ciphertext', 0],
    ['ciphertext', 15],
  ] as const)('with a %s of %i bytes', (part, length) => {
    expect(
      openSealed(pair.secretKey, { ...sealed, [part]: new Uint8Array(length) }),
    ).toBeUndefined()
  })

  test('after any change', () => {
    const parts = fc.constantFrom('kemCiphertext', 'nonce', 'ciphertext')
    fc.assert(
      fc.property(parts, fc.nat(), fc.integer({ min: 1, max: 255 }), (part, place, change) => {
        const bytes = Uint8Array.from(sealed[part as keyof Sealed])
        const at = place % bytes.length
        bytes[at] = (bytes[at] ?? 0) ^ change
        expect(openSealed(pair.secretKey, { ...sealed, [part]: bytes })).toBeUndefined()
      }),
      { numRuns: 50 },
    )
  })

  test('of a ciphertext of the key that nobody made', () => {
    // ML-KEM answers with some key rather than a failure; the tag does not fit it.
    const forged = ml_kem768.encapsulate(pair.publicKey, new Uint8Array(32)).cipherText
    expect(openSealed(pair.secretKey, { ...sealed, kemCiphertext: forged })).toBeUndefined()
  })
})
