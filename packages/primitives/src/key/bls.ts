import { bls12_381 } from '@noble/curves/bls12-381.js'
import { hashToG1, pairToOne, readG1, readG2 } from './bls-points.ts'
import { ensureLength, KeyError } from './errors.ts'

/**
 * BLS over BLS12-381 with signatures in G1, as the beacon quicknet uses it: 48 bytes of signature,
 * 96 of public key, points compressed. A `secret` has 32 bytes, big-endian, above zero and below
 * the group order.
 */
export interface Bls {
  /** The 96-byte public key. */
  publicKey(secret: Uint8Array): Uint8Array
  /** 48 bytes, always the same for one secret and message. */
  sign(secret: Uint8Array, message: Uint8Array): Uint8Array
  /**
   * Whether the key signed the message, or `undefined` where key or signature do not begin with a
   * point of their group. As the chain does, it takes the point at infinity, and looks at nothing
   * that follows a point. Never throws (PERF: 50 ms).
   */
  verify(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean | undefined
}

const SECRET_BYTES = 32

/** The one implementation of the scheme, in Node and in browsers. */
export const bls: Bls = {
  publicKey: (secret) => bls12_381.G2.Point.BASE.multiply(toScalar(secret)).toBytes(true),
  sign: (secret, message) => hashToG1(message).multiply(toScalar(secret)).toBytes(true),
  verify(signature, message, publicKey) {
    const key = readG2(publicKey)
    const point = readG1(signature)
    if (key === undefined || point === undefined) return undefined
    // e(signature, generator) = e(hash, key), as one product.
    return pairToOne(
      { g1: point.negate(), g2: bls12_381.G2.Point.BASE },
      { g1: hashToG1(message), g2: key },
    )
  },
}

function toScalar(secret: Uint8Array): bigint {
  ensureLength(secret, SECRET_BYTES, 'BLS secret')
  const scalar = secret.reduce((value, byte) => (value << 8n) | BigInt(byte), 0n)
  if (bls12_381.fields.Fr.isValidNot0(scalar)) return scalar
  throw new KeyError('InvalidSecret', 'the BLS secret is zero or not below the group order')
}
