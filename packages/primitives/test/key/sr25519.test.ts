import { sr25519Verify } from '@polkadot/wasm-crypto/bundle'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { bytesToHex, chainCode, createSignatures, hexToBytes } from '../../src/index.ts'
import type { Signatures, Sr25519 } from '../../src/index.ts'

const SEED = hexToBytes('0x9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60')
const MESSAGE = new TextEncoder().encode('this is a message')
/** Made by subkey; used in the tests of several wallets. */
const KNOWN_KEY = hexToBytes('0x46ebddef8cd9bb167dc30878d7113b7e168e6f0646beffd77d69d39bad76b47a')
const KNOWN_SIGNATURE = hexToBytes(
  '0x4e172314444b8f820bb54c22e95076f220ed25373e5c178234aa6c211d29271244b947e3ff3418ff6b45fd1df1140c8cbff69fc58ee6dc96df70936a2bb74b82',
)
const GROUP_ORDER = 0x1000000000000000000000000000000014def9dea2f79cd65812631a5cf5d3edn

let signatures: Signatures
let sr25519: Sr25519
beforeAll(async () => {
  signatures = await createSignatures()
  sr25519 = signatures.sr25519
})

function changed(signature: Uint8Array, change: (bytes: Uint8Array) => void): Uint8Array {
  const copy = Uint8Array.from(signature)
  change(copy)
  return copy
}

/** The same scalar plus the group order, the marker bit kept. */
function withLargeS(signature: Uint8Array): Uint8Array {
  const plain = signature.slice(32)
  plain[31] = (plain[31] ?? 0) & 0x7f
  const s = BigInt(bytesToHex(plain.toReversed())) + GROUP_ORDER
  const large = hexToBytes(s.toString(16).padStart(64, '0')).reverse()
  large[31] = (large[31] ?? 0) | 0x80
  return changed(signature, (bytes) => bytes.set(large, 32))
}

describe('sr25519', () => {
  it('gives the public key and derivations of sp_core', () => {
    expect(bytesToHex(sr25519.publicKey(SEED))).toBe(
      '0x44a996beb1eef7bdcab976ab6d2ca26104834164ecf28fb375600576fcc6eb0f',
    )
    expect(
      bytesToHex(sr25519.publicKey(new TextEncoder().encode('12345678901234567890123456789012'))),
    ).toBe('0x741c08a06f41c596608f6774259bd9043304adfa5d3eea62760bd9be97634d63')
  })

  it('accepts the known signature of another implementation', () => {
    expect(sr25519.verify(KNOWN_SIGNATURE, MESSAGE, KNOWN_KEY)).toBe(true)
  })

  it('accepts what it signs, by seed and by derived pair', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        fc.uint8Array({ maxLength: 300 }),
        (seed, message) => {
          const hard = sr25519.deriveHard(seed, chainCode('hard'))
          const soft = sr25519.deriveSoft(hard, chainCode('soft'))
          for (const secret of [seed, hard, soft]) {
            const signature = sr25519.sign(secret, message)
            expect(sr25519.verify(signature, message, sr25519.publicKey(secret))).toBe(true)
          }
        },
      ),
      { seed: 10, numRuns: 20 },
    )
  })

  it('derives the same soft public key with and without the secret', () => {
    const code = chainCode('1')
    const below = sr25519.publicKey(sr25519.deriveSoft(SEED, code))
    expect(sr25519.derivePublicSoft(sr25519.publicKey(SEED), code)).toEqual(below)
    expect(sr25519.publicKey(sr25519.deriveHard(SEED, code))).not.toEqual(below)
  })

  /** The robustness table of spec: 95-node-costs §1. */
  const rows: readonly [name: string, signature: () => Uint8Array, key: Uint8Array][] = [
    [
      'the marker bit cleared',
      () => changed(KNOWN_SIGNATURE, (b) => (b[63] = (b[63] ?? 0) & 0x7f)),
      KNOWN_KEY,
    ],
    ['s plus the group order', () => withLargeS(KNOWN_SIGNATURE), KNOWN_KEY],
    [
      'a bit of R flipped',
      () => changed(KNOWN_SIGNATURE, (b) => (b[0] = (b[0] ?? 0) ^ 1)),
      KNOWN_KEY,
    ],
    ['an undecodable public key', () => KNOWN_SIGNATURE, new Uint8Array(32).fill(255)],
    ['a public key of 31 bytes', () => KNOWN_SIGNATURE, KNOWN_KEY.subarray(1)],
    ['63 bytes', () => KNOWN_SIGNATURE.subarray(0, 63), KNOWN_KEY],
    ['65 bytes', () => changed(new Uint8Array(65), (b) => b.set(KNOWN_SIGNATURE)), KNOWN_KEY],
    ['no bytes', () => new Uint8Array(), KNOWN_KEY],
  ]
  for (const [name, signature, key] of rows) {
    it(`refuses ${name}`, () => {
      expect(sr25519.verify(signature(), MESSAGE, key)).toBe(false)
      const signed = {
        kind: 'Sr25519',
        signer: key,
        signature: signature(),
        message: MESSAGE,
      } as const
      expect(signatures.verifySignature(signed)).toBe(false)
    })
  }

  it('refuses the all-zero key, under which the library accepts a forgery', () => {
    const zeroKey = new Uint8Array(32)
    const forged = changed(new Uint8Array(64), (bytes) => (bytes[63] = 0x80))
    expect(sr25519Verify(forged, MESSAGE, zeroKey)).toBe(true)
    expect(sr25519.verify(forged, MESSAGE, zeroKey)).toBe(false)
  })

  it('refuses signatures of the time before the audit', () => {
    const key = hexToBytes('0xb4bfa1f7a5166695eb75299fd1c4c03ea212871c342f2c5dfea0902b2c246918')
    const signature = hexToBytes(
      '0x5a9755f069939f45d96aaf125cf5ce7ba1db998686f87f2fb3cbdea922078741a73891ba265f70c31436e18a9acd14d189d73c12317ab6c313285cd938453202',
    )
    const message = new TextEncoder().encode(
      'Verifying that I am the owner of 5G9hQLdsKQswNPgB499DeA5PkFBbgkLPJWkkS6FAM6xGQ8xD. Hash: 221455a3\n',
    )
    expect(sr25519.verify(signature, message, key)).toBe(false)
  })

  it('refuses a signature with any one bit changed, and works on afterwards', () => {
    for (let bit = 0; bit < 512; bit += 1) {
      const flipped = changed(KNOWN_SIGNATURE, (bytes) => {
        bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      })
      expect(sr25519.verify(flipped, MESSAGE, KNOWN_KEY), `bit ${bit}`).toBe(false)
    }
    expect(sr25519.verify(KNOWN_SIGNATURE, MESSAGE, KNOWN_KEY)).toBe(true)
  })

  it('refuses a message above 16 MiB', () => {
    const message = new Uint8Array(16_777_217)
    expect(sr25519.verify(KNOWN_SIGNATURE, message, KNOWN_KEY)).toBe(false)
  })

  it('names what is wrong with a secret, chain code or public key', () => {
    const code = chainCode('1')
    const length = expect.objectContaining({ code: 'InvalidLength' })
    expect(() => sr25519.publicKey(new Uint8Array(31))).toThrow(length)
    expect(() => sr25519.publicKey(new Uint8Array(64))).toThrow(length)
    expect(() => sr25519.deriveHard(SEED, new Uint8Array(31))).toThrow(length)
    expect(() => sr25519.derivePublicSoft(new Uint8Array(33), code)).toThrow(length)
    const undecodable = new Uint8Array(32).fill(255)
    expect(() => sr25519.derivePublicSoft(undecodable, code)).toThrow(
      expect.objectContaining({ code: 'InvalidPublicKey' }),
    )
    expect(() => sr25519.sign(new Uint8Array(96).fill(255), MESSAGE)).toThrow(
      expect.objectContaining({ code: 'InvalidSecret' }),
    )
    expect(sr25519.verify(KNOWN_SIGNATURE, MESSAGE, KNOWN_KEY)).toBe(true)
  })
})
