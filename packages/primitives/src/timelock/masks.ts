import { bls12_381 } from '@noble/curves/bls12-381.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes } from '../bytes/concat.ts'
import { pair } from '../key/bls-points.ts'
import type { G1, G2 } from '../key/bls-points.ts'

/** SHA-256 of the pairing of two points, in the byte order of arkworks. */
export function pairingMask(left: G1, right: G2): Uint8Array {
  const { c0, c1 } = pair(left, right)
  const coefficients = [c0.c0, c0.c1, c0.c2, c1.c0, c1.c1, c1.c2].flatMap((each) => [
    each.c0,
    each.c1,
  ])
  return sha256(concatBytes(...coefficients.map(littleEndian)))
}

/** The scalar r, which ties the random part of a ciphertext to its key. */
export function tyingScalar(sigma: Uint8Array, key: Uint8Array): bigint {
  const digest = sha256(concatBytes(sigma, key))
  const value = digest.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n)
  return bls12_381.fields.Fr.create(value)
}

/** The bytes of two strings of one length, xored. */
export const xor = (a: Uint8Array, b: Uint8Array): Uint8Array =>
  a.map((byte, at) => byte ^ (b[at] ?? 0))

function littleEndian(value: bigint): Uint8Array {
  return bls12_381.fields.Fp.toBytes(value).toReversed()
}
