import { xchacha20poly1305 } from '@noble/ciphers/chacha.js'
import { ml_kem768 } from '@noble/post-quantum/ml-kem.js'
import { concatBytes } from '@plexus/primitives'
import { host } from './test-context.ts'

/** What a test may have otherwise than a sender would. */
export interface Sealing {
  /** Instead of the hash of the key. */
  readonly keyHash?: Uint8Array
}

/**
 * What a sender submits: key hash, length of the key's ciphertext, that ciphertext, nonce, and the
 * encrypted bytes with their tag (spec: 80 part 6).
 */
export function seal(publicKey: Uint8Array, plain: Uint8Array, options: Sealing = {}): Uint8Array {
  const { cipherText, sharedSecret } = ml_kem768.encapsulate(publicKey, new Uint8Array(32).fill(3))
  const nonce = new Uint8Array(24).fill(4)
  const sealed = xchacha20poly1305(sharedSecret, nonce).encrypt(plain)
  const keyHash = options.keyHash ?? host.twox128(publicKey)
  const length = Uint8Array.of(cipherText.length & 255, cipherText.length >> 8)
  return concatBytes(keyHash, length, cipherText, nonce, sealed)
}
