import { blake2b } from '@noble/hashes/blake2.js'
import { concatBytes } from '../bytes/concat.ts'
import { str } from '../scale/bytes.ts'
import { encode } from '../scale/type.ts'
import { ensureLength } from './errors.ts'

/**
 * The seed below a hard junction of ed25519 and secp256k1: BLAKE2b-256 of
 * (domain as a SCALE string, seed, chain code).
 *
 * @param seed 32 bytes.
 * @param chainCode 32 bytes.
 */
export function deriveSeed(
  domain: 'Ed25519HDKD' | 'Secp256k1HDKD',
  seed: Uint8Array,
  chainCode: Uint8Array,
): Uint8Array {
  ensureLength(chainCode, 32, 'chain code')
  return blake2b(concatBytes(encode(str, domain), seed, chainCode), { dkLen: 32 })
}
