import { ml_kem768 } from '@noble/post-quantum/ml-kem.js'

/** An ML-KEM-768 key pair in the encodings of FIPS 203. */
export interface ShieldKeyPair {
  /** 1,184 bytes: what senders encrypt to. */
  readonly publicKey: Uint8Array
  /** 2,400 bytes. */
  readonly secretKey: Uint8Array
}

/**
 * The key pair of a seed.
 *
 * @param seed 64 secret random bytes: `d`, then `z`
 */
export function shieldKeyPair(seed: Uint8Array): ShieldKeyPair {
  const { publicKey, secretKey } = ml_kem768.keygen(seed)
  return { publicKey, secretKey }
}
