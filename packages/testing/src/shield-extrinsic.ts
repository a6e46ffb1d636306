import { randomBytes } from 'node:crypto'
import { xchacha20poly1305 } from '@noble/ciphers/chacha.js'
import { ml_kem768 } from '@noble/post-quantum/ml-kem.js'
import { concatBytes } from '@plexus/primitives'
import type { Hasher } from '@plexus/primitives'

const NONCE_BYTES = 24
const SECRET_BYTES = 32

/** What makes a ciphertext differ from the next: random bytes, so many of them. */
export type Randomness = (length: number) => Uint8Array

const unpredictable: Randomness = (length) => Uint8Array.from(randomBytes(length))

/**
 * The argument of `MevShield.submit_encrypted`, put together as senders do (spec: 80 part 6) and
 * not by the code under test.
 *
 * @param publicKey the value of `MevShield.NextKey`, without its length
 * @param extrinsic the signed extrinsic with its length prefix
 */
export function shieldExtrinsic(
  publicKey: Uint8Array,
  extrinsic: Uint8Array,
  hasher: Pick<Hasher, 'twox128'>,
  randomness = unpredictable,
): Uint8Array {
  const { cipherText, sharedSecret } = ml_kem768.encapsulate(publicKey, randomness(SECRET_BYTES))
  const nonce = randomness(NONCE_BYTES)
  const sealed = xchacha20poly1305(sharedSecret, nonce).encrypt(extrinsic)
  const length = Uint8Array.of(cipherText.length & 0xff, cipherText.length >> 8)
  return concatBytes(hasher.twox128(publicKey), length, cipherText, nonce, sealed)
}
