import { gcm } from '@noble/ciphers/aes.js'
import { bls12_381 } from '@noble/curves/bls12-381.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { readG1, readG2 } from '../key/bls-points.ts'
import { decodeTimelocked } from './ciphertext.ts'
import { pairingMask, tyingScalar, xor } from './masks.ts'

/** A ciphertext and the signature that is to open it. */
export interface TimelockClaim {
  readonly ciphertext: Uint8Array
  /** Of the beacon over the round: compressed point of G1, 48 bytes. */
  readonly signature: Uint8Array
}

/** What was locked, or why it stays so. */
export type TimelockOpening =
  | { readonly ok: true; readonly message: Uint8Array }
  | {
      readonly ok: false
      readonly error: 'MalformedCiphertext' | 'InvalidSignature' | 'WrongSignature'
    }

/**
 * Opens what `lockTimelocked` or the Python client locked, as the chain does. Never throws (PERF:
 * 40 ms).
 */
export function openTimelocked({ ciphertext, signature }: TimelockClaim): TimelockOpening {
  const parts = decodeTimelocked(ciphertext)
  const u = parts && readG2(parts.u)
  if (parts === undefined || u === undefined) return closed('MalformedCiphertext')
  const point = readG1(signature)
  if (point === undefined) return closed('InvalidSignature')
  const sigma = xor(parts.v, pairingMask(point, u))
  const key = xor(parts.w, sha256(sigma))
  // A wrong signature gives a random key here, and this check tells before AES-GCM would.
  const expected = bls12_381.G2.Point.BASE.multiply(tyingScalar(sigma, key))
  if (!expected.equals(u)) return closed('WrongSignature')
  try {
    return { ok: true, message: gcm(key, parts.nonce).decrypt(parts.sealed) }
  } catch {
    return closed('WrongSignature')
  }
}

const closed = (error: (TimelockOpening & { ok: false })['error']): TimelockOpening => ({
  ok: false,
  error,
})
