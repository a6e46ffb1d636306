import { gcm } from '@noble/ciphers/aes.js'
import { bls12_381 } from '@noble/curves/bls12-381.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { equalBytes } from '@plexus/primitives'
import { TimelockError } from '../errors.ts'
import { decodeTimelocked } from './ciphertext.ts'
import { pairingMask, readPoint, tyingScalar, xor } from './identity.ts'

const BAD_SIGNATURE = {
  code: 'InvalidSignature',
  message: 'The signature of the beacon is no compressed point of G1; read the pulse again.',
} as const
const BAD_POINT = {
  code: 'MalformedCiphertext',
  message:
    'The ciphertext starts with no point of G2; pass the commitment as it stands on the chain.',
} as const

/**
 * Opens what `lockUntilRound` or the Python client locked (PERF: about 0.1 s).
 *
 * @param options `signature` of the beacon over the round, in G1 compressed, 48 bytes.
 * @throws TimelockError with `InvalidSignature`, `MalformedCiphertext` or, where the signature is
 *   of another round or beacon, or the ciphertext was changed, `WrongSignature`.
 */
export function unlockWithSignature(options: {
  readonly ciphertext: Uint8Array
  readonly signature: Uint8Array
}): Uint8Array {
  const { u, v, w, sealed, nonce } = decodeTimelocked(options.ciphertext)
  const signature = readPoint(bls12_381.G1, options.signature, BAD_SIGNATURE)
  const sigma = xor(v, pairingMask(signature, readPoint(bls12_381.G2, u, BAD_POINT)))
  const key = xor(w, sha256(sigma))
  const expected = bls12_381.G2.Point.BASE.multiply(tyingScalar(sigma, key)).toBytes(true)
  // A wrong signature gives a random key here, and the check tells before AES-GCM would.
  if (!equalBytes(expected, u)) throw wrongSignature()
  try {
    return gcm(key, nonce).decrypt(sealed)
  } catch (cause) {
    throw wrongSignature(cause)
  }
}

function wrongSignature(cause?: unknown): TimelockError {
  return new TimelockError(
    'WrongSignature',
    'The signature does not open this ciphertext; take that of the round it was locked for.',
    cause,
  )
}
