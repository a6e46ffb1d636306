import { blake2b } from '@noble/hashes/blake2.js'
import { str } from '../scale/bytes.ts'
import { encode } from '../scale/type.ts'

/** One step of a derivation path. */
export interface Junction {
  /** Hard steps need the secret; soft steps (sr25519 only) also work on public keys. */
  readonly hard: boolean
  /** 32 bytes. */
  readonly chainCode: Uint8Array
}

const CHAIN_CODE_BYTES = 32
const MAX_U64 = 0xffff_ffff_ffff_ffffn

/**
 * The chain code of a path segment: a decimal number that fits u64 as u64 little-endian,
 * anything else as a SCALE string; padded with zeros, or hashed with BLAKE2b-256 above 32 bytes.
 *
 * @param segment the text between slashes, at least one character.
 */
export function chainCode(segment: string): Uint8Array {
  const encoded = encodeSegment(segment)
  if (encoded.length > CHAIN_CODE_BYTES) return blake2b(encoded, { dkLen: CHAIN_CODE_BYTES })
  const code = new Uint8Array(CHAIN_CODE_BYTES)
  code.set(encoded)
  return code
}

/** Numbers read as Rust reads a u64: an optional plus sign and any number of leading zeros. */
function encodeSegment(segment: string): Uint8Array {
  if (/^\+?[0-9]+$/.test(segment)) {
    const value = BigInt(segment.startsWith('+') ? segment.slice(1) : segment)
    if (value <= MAX_U64) {
      const bytes = new Uint8Array(8)
      new DataView(bytes.buffer).setBigUint64(0, value, true)
      return bytes
    }
  }
  return encode(str, segment)
}
