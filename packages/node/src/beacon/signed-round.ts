import { createHash } from 'node:crypto'
import { equalBytes, hexToBytes } from '@plexus/primitives'

/** A round as a beacon publishes it. */
export interface SignedRound {
  readonly round: bigint
  /** SHA-256 of the signature, 32 bytes. */
  readonly randomness: Uint8Array
  /** Compressed point of G1, 48 bytes. */
  readonly signature: Uint8Array
}

/** Why an answer is no round. */
export type AnswerFault = 'NotARound' | 'OtherRound' | 'BadRandomness'

const RANDOMNESS = /^[0-9a-f]{64}$/i
const SIGNATURE = /^[0-9a-f]{96}$/i

/** Reads a server's JSON. What the signature is worth, only the key of the beacon can say. */
export function readSignedRound(
  text: string,
  wanted: bigint | 'latest',
): SignedRound | AnswerFault {
  const { round, randomness, signature } = fieldsOf(text)
  if (typeof round !== 'number' || !Number.isSafeInteger(round) || round < 1) return 'NotARound'
  if (typeof randomness !== 'string' || !RANDOMNESS.test(randomness)) return 'NotARound'
  if (typeof signature !== 'string' || !SIGNATURE.test(signature)) return 'NotARound'
  if (wanted !== 'latest' && BigInt(round) !== wanted) return 'OtherRound'
  const signed = hexToBytes(signature)
  const digest = Uint8Array.from(createHash('sha256').update(signed).digest())
  if (!equalBytes(digest, hexToBytes(randomness))) return 'BadRandomness'
  return { round: BigInt(round), randomness: digest, signature: signed }
}

function fieldsOf(text: string): Readonly<Record<'round' | 'randomness' | 'signature', unknown>> {
  const none = { round: undefined, randomness: undefined, signature: undefined }
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? { ...none, ...value } : none
  } catch {
    // No JSON is no round either.
    return none
  }
}
