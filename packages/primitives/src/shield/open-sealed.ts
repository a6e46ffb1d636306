import { xchacha20poly1305 } from '@noble/ciphers/chacha.js'
import { ml_kem768 } from '@noble/post-quantum/ml-kem.js'

/** Something that was encrypted to a public key. */
export interface Sealed {
  /** What gives the key of the cipher to the holder of the secret key, 1,088 bytes. */
  readonly kemCiphertext: Uint8Array
  /** 24 bytes. */
  readonly nonce: Uint8Array
  /** The encrypted bytes and their 16-byte tag; no other data is authenticated. */
  readonly ciphertext: Uint8Array
}

/**
 * What was encrypted, or `undefined` where lengths, key or tag do not fit.
 *
 * PERF: half a millisecond.
 */
export function openSealed(secretKey: Uint8Array, sealed: Sealed): Uint8Array | undefined {
  try {
    const key = ml_kem768.decapsulate(sealed.kemCiphertext, secretKey)
    return xchacha20poly1305(key, sealed.nonce).decrypt(sealed.ciphertext)
  } catch {
    // The libraries throw for lengths that are no key's and for a tag that does not fit.
    return undefined
  }
}
