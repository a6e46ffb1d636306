import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, concatBytes, decodeSs58, hexToBytes } from '@plexus/primitives'
import { utf8 } from '../random/digest.ts'

/** An answer and the salt that hid it. */
export interface RevealedAnswer {
  /** 32 bytes in 64 digits of lower-case hex. */
  readonly salt: string
  /** JSON of the response fields; its UTF-8 bytes are what was hashed. */
  readonly answer: string
}

/**
 * SHA-256(salt ‖ public key of the miner ‖ answer) in 64 digits of hex. The key makes a commitment
 * worthless for everybody else (spec: 85-subnets §0.6).
 *
 * @param hotkey SS58 address of the miner
 * @throws Ss58Error
 */
export function answerCommitment(hotkey: string, revealed: RevealedAnswer): string {
  const { salt, answer } = revealed
  const preimage = concatBytes(hexToBytes(salt), decodeSs58(hotkey).account, utf8(answer))
  return bytesToHex(sha256(preimage)).slice(2)
}

/** Whether a text is 32 bytes in lower-case hex. */
export const isHex32 = (text: unknown): text is string =>
  typeof text === 'string' && /^[0-9a-f]{64}$/.test(text)
