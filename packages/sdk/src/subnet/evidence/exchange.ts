import { bytesToHex } from '@plexus/primitives'
import { digest, u32, utf8 } from '../random/digest.ts'

/**
 * The evidence of an exchange in several messages: SHA-256 over the pieces, each after its length
 * (u32, little-endian). 64 digits of hex.
 */
export function exchangeHash(pieces: readonly string[]): string {
  const parts = pieces.flatMap((piece) => {
    const bytes = utf8(piece)
    return [u32(bytes.length), bytes]
  })
  return bytesToHex(digest('exchange', ...parts)).slice(2)
}
