import { sha256 } from '@noble/hashes/sha2.js'
import { bls } from '../key/bls.ts'

/** A round of a beacon and what is said to be its signature. */
export interface RoundClaim {
  /** u64. */
  readonly round: bigint
  /** Compressed point of G1, 48 bytes. */
  readonly signature: Uint8Array
  /** Key of the beacon: compressed point of G2, 96 bytes. */
  readonly publicKey: Uint8Array
}

/** What an unchained beacon signs in a round: SHA-256 of its number, big-endian. */
export function roundMessage(round: bigint): Uint8Array {
  const bytes = new Uint8Array(8)
  new DataView(bytes.buffer).setBigUint64(0, round)
  return sha256(bytes)
}

/**
 * Whether the beacon signed the round, or `undefined` where key or signature are no points. Never
 * throws (PERF: 50 ms).
 */
export const verifyRound = ({ round, signature, publicKey }: RoundClaim): boolean | undefined =>
  bls.verify(signature, roundMessage(round), publicKey)

/** The signature of a round by a beacon whose secret is known; see `Bls`. @throws KeyError */
export const signRound = (secret: Uint8Array, round: bigint): Uint8Array =>
  bls.sign(secret, roundMessage(round))
