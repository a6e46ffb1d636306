import {
  secp256k1Expand,
  secp256k1Recover,
  secp256k1Sign,
  waitReady,
} from '@polkadot/wasm-crypto/bundle'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { bytesToHex, createSignatures, hexToBytes, publicKeyToAccount } from '../../src/index.ts'
import type { Signatures } from '../../src/index.ts'
import { ecdsa } from '../../src/key/ecdsa.ts'

const SECRET = hexToBytes('0x9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60')
const MESSAGE = new TextEncoder().encode('a message')
const GROUP_ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n
const bytes32 = fc.uint8Array({ minLength: 32, maxLength: 32 })

let signatures: Signatures
beforeAll(async () => {
  await waitReady()
  signatures = await createSignatures()
})

/** The second valid form of a signature: n - s with the other recovery id. */
function withHighS(signature: Uint8Array): Uint8Array {
  const s = BigInt(bytesToHex(signature.slice(32, 64)))
  const high = (GROUP_ORDER - s).toString(16).padStart(64, '0')
  const changed = Uint8Array.from(signature)
  changed.set(hexToBytes(high), 32)
  changed[64] = (changed[64] ?? 0) ^ 1
  return changed
}

describe('ecdsa', () => {
  it('gives the vectors of sp_core', () => {
    expect(bytesToHex(ecdsa.publicKey(SECRET))).toBe(
      '0x028db55b05db86c0b1786ca49f095d76344c9e6056b2f02701a7e7f3c20aabfd91',
    )
    expect(bytesToHex(ecdsa.sign(SECRET, new Uint8Array()))).toBe(
      '0x3dde91174bd9359027be59a428b8146513df80a2a3c7eda2194f64de04a69ab97b753169e94db6ffd50921a2668a48b94ca11e3d32c1ff19cfe88890aa7e8f3c00',
    )
    expect(bytesToHex(ecdsa.deriveHard(SECRET, new Uint8Array(32)))).toBe(
      '0xb8eefc4937200a8382d00050e050ced2d4ab72cc2ef1b061477afb51564fdd61',
    )
  })

  it('signs and recovers as libsecp256k1 does', () => {
    fc.assert(
      fc.property(bytes32, bytes32, (secret, digest) => {
        fc.pre(secret.some((byte) => byte !== 0) && secret[0] !== 255)
        const signature = ecdsa.signPrehashed(secret, digest)
        expect(signature).toEqual(secp256k1Sign(digest, secret))
        const key = ecdsa.publicKey(secret)
        const compact = signature.subarray(0, 64)
        expect(secp256k1Recover(digest, compact, signature[64] ?? 0)).toEqual(key)
        // The library writes a 4 before the two coordinates.
        expect(ecdsa.recoverPrehashed(signature, digest)).toEqual(secp256k1Expand(key).slice(1))
      }),
      { seed: 8, numRuns: 10 },
    )
  })

  it('recovers from high s by the host rule only', () => {
    const digest = new Uint8Array(32).fill(5)
    const key = ecdsa.publicKey(SECRET)
    expect(ecdsa.recover(withHighS(ecdsa.sign(SECRET, MESSAGE)), MESSAGE)).toEqual(key)
    const high = withHighS(ecdsa.signPrehashed(SECRET, digest))
    expect(ecdsa.recoverPrehashed(high, digest)).toBeUndefined()
  })

  it('takes the recovery ids 0 to 3, and 27 to 30 for accounts alone', () => {
    const key = ecdsa.publicKey(SECRET)
    const signer = publicKeyToAccount('Ecdsa', key)
    const ethereum = Uint8Array.from(ecdsa.sign(SECRET, MESSAGE))
    ethereum[64] = (ethereum[64] ?? 0) + 27
    const signed = { kind: 'Ecdsa', signer, signature: ethereum, message: MESSAGE } as const
    const before = ethereum.slice()
    expect(signatures.verifySignature(signed)).toBe(true)
    expect(signatures.verifySignature({ ...signed, signature: Buffer.from(ethereum) })).toBe(true)
    expect(ethereum).toEqual(before)
    expect(ecdsa.verify(ethereum, MESSAGE, key)).toBe(false)
    for (const v of [4, 26, 31, 255]) {
      const changed = ethereum.slice()
      changed[64] = v
      expect(signatures.verifySignature({ ...signed, signature: changed }), `v ${v}`).toBe(false)
    }
  })

  it('refuses r and s that are zero or not below the group order', () => {
    const order = hexToBytes(GROUP_ORDER.toString(16))
    for (const [name, offset] of [
      ['r', 0],
      ['s', 32],
    ] as const) {
      for (const value of [new Uint8Array(32), order, new Uint8Array(32).fill(255)]) {
        const changed = ecdsa.sign(SECRET, MESSAGE)
        changed.set(value, offset)
        expect(ecdsa.recover(changed, MESSAGE), `${name} ${bytesToHex(value)}`).toBeUndefined()
      }
    }
  })

  it('refuses a signature with any one bit changed', () => {
    const key = ecdsa.publicKey(SECRET)
    const signature = ecdsa.sign(SECRET, MESSAGE)
    expect(ecdsa.verify(signature, MESSAGE, key)).toBe(true)
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 519 }), (bit) => {
        const changed = signature.slice()
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
        expect(ecdsa.verify(changed, MESSAGE, key)).toBe(false)
      }),
      { seed: 9, numRuns: 40 },
    )
  })

  it('refuses wrong lengths', () => {
    const signature = ecdsa.sign(SECRET, MESSAGE)
    for (const length of [0, 64, 66]) {
      const cut = new Uint8Array(length)
      cut.set(signature.subarray(0, length))
      expect(ecdsa.recover(cut, MESSAGE), `${length} bytes`).toBeUndefined()
    }
    expect(ecdsa.recoverPrehashed(signature, new Uint8Array(31))).toBeUndefined()
    const refused = expect.objectContaining({ code: 'InvalidLength' })
    expect(() => ecdsa.publicKey(SECRET.subarray(1))).toThrow(refused)
    expect(() => ecdsa.signPrehashed(SECRET, new Uint8Array(33))).toThrow(refused)
  })
})
