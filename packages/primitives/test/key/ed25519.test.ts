import { createPrivateKey, sign } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bytesToHex, concatBytes, hexToBytes } from '../../src/index.ts'
import { ed25519 } from '../../src/key/ed25519.ts'

const seeds = fc.uint8Array({ minLength: 32, maxLength: 32 })
const SEED = hexToBytes('0x9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60')

/**
 * The 14 encodings of points of small order that the vectors of ZIP-215 combine: 8 canonical
 * ones, 2 with x = 0 and the sign bit, 4 with y at or above p.
 */
const SMALL_ORDER: readonly string[] = [
  '0100000000000000000000000000000000000000000000000000000000000000',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  '0000000000000000000000000000000000000000000000000000000000000080',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85',
  '0000000000000000000000000000000000000000000000000000000000000000',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa',
  '0100000000000000000000000000000000000000000000000000000000000080',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
]
/** The order of the group, little-endian. */
const GROUP_ORDER = 'edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010'

describe('ed25519', () => {
  it('gives the first vector of RFC 8032', () => {
    expect(bytesToHex(ed25519.publicKey(SEED))).toBe(
      '0xd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
    )
    expect(bytesToHex(ed25519.sign(SEED, new Uint8Array()))).toBe(
      '0xe5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
    )
  })

  it('gives the hard derivation of sp_core', () => {
    expect(bytesToHex(ed25519.deriveHard(SEED, new Uint8Array(32)))).toBe(
      '0xede3354e133f9c8e337ddd6ee5415ed4b4ffe5fc7d21e933f4930a3730e5b21c',
    )
  })

  it('signs as OpenSSL signs, and accepts it', () => {
    const header = hexToBytes('0x302e020100300506032b657004220420')
    fc.assert(
      fc.property(seeds, fc.uint8Array({ maxLength: 200 }), (seed, message) => {
        const der = Buffer.from(concatBytes(header, seed))
        const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
        const expected = Uint8Array.from(sign(null, message, key))
        expect(ed25519.sign(seed, message)).toEqual(expected)
        expect(ed25519.verify(expected, message, ed25519.publicKey(seed))).toBe(true)
      }),
      { seed: 6, numRuns: 10 },
    )
  })

  it('accepts all 196 signatures of the ZIP-215 vectors', () => {
    const message = new TextEncoder().encode('Zcash')
    for (const key of SMALL_ORDER) {
      for (const r of SMALL_ORDER) {
        const signature = hexToBytes(r + '00'.repeat(32))
        expect(ed25519.verify(signature, message, hexToBytes(key)), `A ${key} R ${r}`).toBe(true)
      }
    }
  })

  it('refuses s at or above the group order, and encodings that are no point', () => {
    const message = new TextEncoder().encode('Zcash')
    const point = SMALL_ORDER[0] ?? ''
    // y = 2 has no x on the curve.
    const noPoint = `02${'00'.repeat(31)}`
    const rows: readonly [name: string, signature: string, key: string][] = [
      ['s = L', point + GROUP_ORDER, point],
      ['s = 2^256 - 1', point + 'ff'.repeat(32), point],
      ['R no point', noPoint + '00'.repeat(32), point],
      ['A no point', point + '00'.repeat(32), noPoint],
    ]
    for (const [name, signature, key] of rows) {
      expect(ed25519.verify(hexToBytes(signature), message, hexToBytes(key)), name).toBe(false)
    }
  })

  it('refuses a signature with any one bit changed', () => {
    const message = new TextEncoder().encode('a message')
    const signature = ed25519.sign(SEED, message)
    const key = ed25519.publicKey(SEED)
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 511 }), (bit) => {
        const changed = signature.slice()
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
        expect(ed25519.verify(changed, message, key)).toBe(false)
      }),
      { seed: 7, numRuns: 40 },
    )
  })

  it('refuses wrong lengths without throwing', () => {
    const message = new Uint8Array(3)
    const signature = ed25519.sign(SEED, message)
    const key = ed25519.publicKey(SEED)
    for (const length of [0, 63, 65]) {
      const cut = new Uint8Array(length)
      cut.set(signature.subarray(0, length))
      expect(ed25519.verify(cut, message, key), `signature of ${length}`).toBe(false)
    }
    for (const length of [0, 31, 33]) {
      expect(ed25519.verify(signature, message, new Uint8Array(length)), `key of ${length}`).toBe(
        false,
      )
    }
  })

  it('names the length of a wrong seed or chain code', () => {
    const refused = expect.objectContaining({ code: 'InvalidLength' })
    expect(() => ed25519.publicKey(SEED.subarray(1))).toThrow(refused)
    expect(() => ed25519.sign(new Uint8Array(64), SEED)).toThrow(refused)
    expect(() => ed25519.deriveHard(SEED, new Uint8Array(31))).toThrow(refused)
  })
})
