import { ed25519 as curve } from '@noble/curves/ed25519.js'
import { ensureLength } from './errors.ts'
import { deriveSeed } from './derive-seed.ts'
import { isSignedMessage } from './signed-message.ts'

/** Ed25519: RFC 8032 signatures, verified by the rules of ZIP-215. A `seed` has 32 bytes. */
export interface Ed25519 {
  /** The 32-byte public key. */
  publicKey(seed: Uint8Array): Uint8Array
  /** 64 bytes, always the same for one seed and message. */
  sign(seed: Uint8Array, message: Uint8Array): Uint8Array
  /** Never throws (PERF: 2.5 ms). */
  verify(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean
  /** The seed below a hard junction. @param chainCode 32 bytes. */
  deriveHard(seed: Uint8Array, chainCode: Uint8Array): Uint8Array
}

const SEED_BYTES = 32
const PUBLIC_KEY_BYTES = 32
const SIGNATURE_BYTES = 64

/**
 * The one implementation of the curve, in Node and in browsers.
 *
 * The chain checks with ZIP-215: the cofactored equation, any encoding of A and R that
 * decompresses (y at or above p, and x = 0 with the sign bit, included), s below the group order.
 * OpenSSL behind `node:crypto`, WebCrypto and ed25519-dalek check the equation without cofactor,
 * so that they reject signatures that are valid on the chain; with them a node would fork off.
 */
export const ed25519: Ed25519 = {
  publicKey(seed) {
    ensureLength(seed, SEED_BYTES, 'ed25519 seed')
    return curve.getPublicKey(seed)
  },
  sign(seed, message) {
    ensureLength(seed, SEED_BYTES, 'ed25519 seed')
    return curve.sign(message, seed)
  },
  verify(signature, message, publicKey) {
    if (signature.length !== SIGNATURE_BYTES || publicKey.length !== PUBLIC_KEY_BYTES) return false
    if (!isSignedMessage(message)) return false
    try {
      return curve.verify(signature, message, publicKey, { zip215: true })
    } catch {
      // A signature that the library cannot take is a wrong one.
      return false
    }
  },
  deriveHard(seed, chainCode) {
    ensureLength(seed, SEED_BYTES, 'ed25519 seed')
    return deriveSeed('Ed25519HDKD', seed, chainCode)
  },
}
