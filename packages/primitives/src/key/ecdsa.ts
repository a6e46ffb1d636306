import { secp256k1 } from '@noble/curves/secp256k1.js'
import { blake2b } from '@noble/hashes/blake2.js'
import { equalBytes } from '../bytes/compare.ts'
import { deriveSeed } from './derive-seed.ts'
import { ensureLength, KeyError } from './errors.ts'
import { isSignedMessage } from './signed-message.ts'

/**
 * ECDSA over secp256k1 with recoverable signatures: 65 bytes r, s, v with v from 0 to 3.
 * A `secret` has 32 bytes. Messages are hashed with BLAKE2b-256 first, as Substrate does.
 */
export interface Ecdsa {
  /** The 33-byte compressed public key. */
  publicKey(secret: Uint8Array): Uint8Array
  /** 65 bytes with low s, always the same for one secret and message. */
  sign(secret: Uint8Array, message: Uint8Array): Uint8Array
  /** Signs 32 bytes that are a hash already. */
  signPrehashed(secret: Uint8Array, digest: Uint8Array): Uint8Array
  /** Whether `recover` gives this compressed public key. Never throws. */
  verify(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean
  /**
   * The compressed public key that signed, or undefined. High s is accepted, as the host
   * function of `MultiSignature` does (PERF: 2.7 ms).
   */
  recover(signature: Uint8Array, message: Uint8Array): Uint8Array | undefined
  /**
   * The 64 bytes x, y of the public key that signed a 32-byte hash, or undefined. Low s only, as
   * `ecdsa::Signature::recover_prehashed` behaves inside the runtime (EVM key association).
   */
  recoverPrehashed(signature: Uint8Array, digest: Uint8Array): Uint8Array | undefined
  /** The secret below a hard junction. @param chainCode 32 bytes. */
  deriveHard(secret: Uint8Array, chainCode: Uint8Array): Uint8Array
}

const SECRET_BYTES = 32
const DIGEST_BYTES = 32
const SIGNATURE_BYTES = 65

/** The one implementation of the curve, in Node and in browsers. */
export const ecdsa: Ecdsa = {
  publicKey(secret) {
    ensureSecret(secret)
    return secp256k1.getPublicKey(secret, true)
  },
  sign: (secret, message) => signPrehashed(secret, hashed(message)),
  signPrehashed,
  verify(signature, message, publicKey) {
    const recovered = recover(signature, message)
    return recovered !== undefined && equalBytes(recovered, publicKey)
  },
  recover,
  recoverPrehashed: (signature, digest) =>
    recoverPoint(signature, digest, 'low s', false)?.slice(1),
  deriveHard(secret, chainCode) {
    ensureSecret(secret)
    return deriveSeed('Secp256k1HDKD', secret, chainCode)
  },
}

function signPrehashed(secret: Uint8Array, digest: Uint8Array): Uint8Array {
  ensureSecret(secret)
  ensureLength(digest, DIGEST_BYTES, 'digest')
  // The library writes v, r, s.
  const signature = secp256k1.sign(digest, secret, { prehash: false, format: 'recovered' })
  const bytes = new Uint8Array(SIGNATURE_BYTES)
  bytes.set(signature.subarray(1))
  bytes.set(signature.subarray(0, 1), SIGNATURE_BYTES - 1)
  return bytes
}

function recover(signature: Uint8Array, message: Uint8Array): Uint8Array | undefined {
  if (!isSignedMessage(message)) return undefined
  return recoverPoint(signature, hashed(message), 'any s', true)
}

/** The public key, 33 bytes when compressed and 65 otherwise. */
function recoverPoint(
  bytes: Uint8Array,
  digest: Uint8Array,
  rule: 'any s' | 'low s',
  isCompressed: boolean,
): Uint8Array | undefined {
  const v = bytes[SIGNATURE_BYTES - 1]
  if (bytes.length !== SIGNATURE_BYTES || v === undefined || v > 3) return undefined
  if (digest.length !== DIGEST_BYTES) return undefined
  try {
    const compact = bytes.subarray(0, SIGNATURE_BYTES - 1)
    const signature = secp256k1.Signature.fromBytes(compact, 'compact').addRecoveryBit(v)
    if (rule === 'low s' && signature.hasHighS()) return undefined
    return signature.recoverPublicKey(digest).toBytes(isCompressed)
  } catch {
    // r or s out of range, or no point with this x: nobody signed this.
    return undefined
  }
}

function hashed(message: Uint8Array): Uint8Array {
  return blake2b(message, { dkLen: DIGEST_BYTES })
}

function ensureSecret(secret: Uint8Array): void {
  ensureLength(secret, SECRET_BYTES, 'secp256k1 secret')
  if (secp256k1.utils.isValidSecretKey(secret)) return
  throw new KeyError('InvalidSecret', 'the secp256k1 secret is zero or above the group order')
}
