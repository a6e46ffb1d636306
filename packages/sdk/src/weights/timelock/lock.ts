import { gcm } from '@noble/ciphers/aes.js'
import { bls12_381 } from '@noble/curves/bls12-381.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { TimelockError } from '../errors.ts'
import { encodeTimelocked } from './ciphertext.ts'
import { pairingMask, readPoint, roundPoint, tyingScalar, xor } from './identity.ts'
import { QUICKNET } from './quicknet.ts'

/** What is locked, and until when. */
export interface LockOptions {
  /** At most 1 MiB. The chain takes commitments of at most 5,000 bytes. */
  readonly message: Uint8Array
  /** The round whose signature will open it, from 1. */
  readonly round: bigint
  /** Group public key of the beacon in G2, 96 bytes; that of quicknet by default. */
  readonly publicKey?: Uint8Array
}

const MAX_MESSAGE_BYTES = 1_048_576
const BAD_KEY = {
  code: 'InvalidBeaconKey',
  message: 'The public key of the beacon is no compressed point of G2; copy it again.',
} as const

/**
 * Encrypts a message so that anybody can read it once the beacon has signed the round, and nobody
 * before (spec: 80-axon-dendrite Part 5). The result has `TIMELOCK_OVERHEAD_BYTES` more bytes
 * (PERF: about 0.1 s).
 *
 * @throws TimelockError with `InvalidRound`, `InvalidBeaconKey` or `TooLong`.
 */
export function lockUntilRound(options: LockOptions): Uint8Array {
  const { message, round, publicKey = QUICKNET.publicKey } = options
  if (message.length > MAX_MESSAGE_BYTES) {
    throw new TimelockError(
      'TooLong',
      `The message has ${message.length} bytes; lock at most ${MAX_MESSAGE_BYTES} at once.`,
    )
  }
  const point = roundPoint(round)
  const beaconKey = readPoint(bls12_381.G2, publicKey, BAD_KEY)
  const key = crypto.getRandomValues(new Uint8Array(32))
  const nonce = crypto.getRandomValues(new Uint8Array(12))
  const sigma = sha256(crypto.getRandomValues(new Uint8Array(32)))
  const r = tyingScalar(sigma, key)
  // e(rQ, PK) is e(Q, PK)^r, and a multiplication in G1 costs less than a power in the target.
  const mask = pairingMask(point.multiply(r), beaconKey)
  const bytes = encodeTimelocked({
    u: bls12_381.G2.Point.BASE.multiply(r).toBytes(true),
    v: xor(sigma, mask),
    w: xor(key, sha256(sigma)),
    sealed: gcm(key, nonce).encrypt(message),
    nonce,
  })
  key.fill(0)
  sigma.fill(0)
  return bytes
}
