import { ristretto255 } from '@noble/curves/ed25519.js'
import { sha512 } from '@noble/hashes/sha2.js'
import { concatBytes } from '@plexus/primitives'
import { KeySourceError } from '../errors.ts'

const { Fn, BASE } = ristretto255.Point
const SECRET_BYTES = 64

/** The 64 secret bytes of a seed: SHA-512, its first half clamped (spec: 80-axon-dendrite §2.1). */
export function expandSeed(seed: Uint8Array): Uint8Array {
  const expanded = sha512(seed)
  expanded[0] = (expanded[0] ?? 0) & 0xf8
  expanded[31] = ((expanded[31] ?? 0) & 0x3f) | 0x40
  return expanded
}

/**
 * Keystores of polkadot-js keep the scalar times the cofactor 8, keyfiles the scalar itself.
 *
 * @param secret 64 bytes in the form of keystores.
 */
export function toCanonicalSecret(secret: Uint8Array): Uint8Array {
  const canonical = secret.slice()
  // Little-endian: a byte takes its low bits from its successor.
  for (let at = 0; at < 32; at += 1) {
    const next = at === 31 ? 0 : (secret[at + 1] ?? 0)
    canonical[at] = ((secret[at] ?? 0) >> 3) | ((next << 5) & 0xff)
  }
  return canonical
}

/**
 * The reverse of `toCanonicalSecret`.
 *
 * @throws KeySourceError unless 64 bytes start with a scalar from 1 to the group order.
 */
export function fromCanonicalSecret(canonical: Uint8Array): Uint8Array {
  readScalar(canonical)
  const secret = canonical.slice()
  for (let at = 31; at >= 0; at -= 1) {
    const previous = at === 0 ? 0 : (canonical[at - 1] ?? 0)
    secret[at] = (((canonical[at] ?? 0) << 3) & 0xff) | (previous >> 5)
  }
  return secret
}

/**
 * The pair that signs, from 64 secret bytes in the form of keystores. The bytes are copied.
 *
 * @throws KeySourceError on a scalar that no key has.
 */
export function toPair(secret: Uint8Array): Uint8Array {
  const canonical = toCanonicalSecret(secret)
  const publicKey = BASE.multiply(readScalar(canonical)).toBytes()
  canonical.fill(0)
  return concatBytes(secret, publicKey)
}

function readScalar(canonical: Uint8Array): bigint {
  if (canonical.length === SECRET_BYTES) {
    const scalar = canonical
      .subarray(0, 32)
      .reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n)
    if (scalar > 0n && scalar < Fn.ORDER) return scalar
  }
  throw new KeySourceError('a private key has 64 bytes and starts with a scalar of the curve')
}
