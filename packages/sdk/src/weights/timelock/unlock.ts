import { gcm } from '@noble/ciphers/aes.js'
import { bls12_381 } from '@noble/curves/bls12-381.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { equalBytes } from '@plexus/primitives'
import { TimelockError } from '../errors.ts'
import { decodeTimelocked } from './ciphertext.ts'
import { pairingMask, tyingScalar, xor } from './identity.ts'

/**
 * Opens what `lockUntilRound` or the Python client locked (PERF: about 60 ms).
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
  const signature = readSignature(options.signature)
  const sigma = xor(v, pairingMask(signature, readU(u)))
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

function readSignature(bytes: Uint8Array): InstanceType<typeof bls12_381.G1.Point> {
  try {
    const point = bls12_381.G1.Point.fromBytes(bytes)
    point.assertValidity()
    return point
  } catch (cause) {
    throw new TimelockError(
      'InvalidSignature',
      'The signature of the beacon is no compressed point of G1; read the pulse again.',
      cause,
    )
  }
}

function readU(bytes: Uint8Array): InstanceType<typeof bls12_381.G2.Point> {
  try {
    const point = bls12_381.G2.Point.fromBytes(bytes)
    point.assertValidity()
    return point
  } catch (cause) {
    throw new TimelockError(
      'MalformedCiphertext',
      'The ciphertext starts with no point of G2; pass the commitment as it stands on the chain.',
      cause,
    )
  }
}

function wrongSignature(cause?: unknown): TimelockError {
  return new TimelockError(
    'WrongSignature',
    'The signature does not open this ciphertext; take that of the round it was locked for.',
    cause,
  )
}
