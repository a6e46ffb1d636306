import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes } from '@plexus/primitives'

/** SHA-256 of a domain name and parts of fixed length; a part of free length comes last. */
export const digest = (domain: string, ...parts: readonly Uint8Array[]): Uint8Array =>
  sha256(concatBytes(utf8(domain), ...parts))

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

export function u16(value: number): Uint8Array {
  const result = new Uint8Array(2)
  new DataView(result.buffer).setUint16(0, value, true)
  return result
}

export function u32(value: number): Uint8Array {
  const result = new Uint8Array(4)
  new DataView(result.buffer).setUint32(0, value, true)
  return result
}

export function u64(value: number): Uint8Array {
  const result = new Uint8Array(8)
  new DataView(result.buffer).setBigUint64(0, BigInt(value), true)
  return result
}
