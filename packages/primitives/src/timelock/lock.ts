import { gcm } from '@noble/ciphers/aes.js'
import { bls12_381 } from '@noble/curves/bls12-381.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { hashToG1, readG2 } from '../key/bls-points.ts'
import { encodeTimelocked } from './ciphertext.ts'
import { pairingMask, tyingScalar, xor } from './masks.ts'
import { roundMessage } from './round.ts'

/** What is locked, until when, and the randomness that locks it. */
export interface TimelockInput {
  readonly message: Uint8Array
  /** u64. */
  readonly round: bigint
  /** Key of the beacon: compressed point of G2, 96 bytes. */
  readonly publicKey: Uint8Array
  /** Random and used once: 32 bytes for the message, 32 for the mask, 12 for the nonce. */
  readonly random: {
    readonly key: Uint8Array
    readonly sigma: Uint8Array
    readonly nonce: Uint8Array
  }
}

/**
 * Encrypts a message so that anybody can read it once the beacon has signed the round, and nobody
 * before; `undefined` where the key of the beacon is no point, or that at infinity. The result has
 * `TIMELOCK_OVERHEAD_BYTES` more bytes (PERF: 60 ms).
 */
export function lockTimelocked(input: TimelockInput): Uint8Array | undefined {
  const { key, sigma, nonce } = input.random
  const beacon = readG2(input.publicKey)
  if (beacon === undefined || beacon.is0()) return undefined
  const r = tyingScalar(sigma, key)
  // e(rQ, PK) is e(Q, PK)^r, and a multiplication in G1 costs less than a power in the target.
  const mask = pairingMask(hashToG1(roundMessage(input.round)).multiply(r), beacon)
  return encodeTimelocked({
    u: bls12_381.G2.Point.BASE.multiply(r).toBytes(true),
    v: xor(sigma, mask),
    w: xor(key, sha256(sigma)),
    sealed: gcm(key, nonce).encrypt(input.message),
    nonce,
  })
}
