import { bls12_381 } from '@noble/curves/bls12-381.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes } from '@plexus/primitives'
import { TimelockError } from '../errors.ts'
import type { TimelockErrorCode } from '../errors.ts'

/** A point of the curve over the base field; signatures of the beacon are such. */
export type G1 = InstanceType<typeof bls12_381.G1.Point>
/** A point of the twist; the public key of the beacon is one. */
export type G2 = InstanceType<typeof bls12_381.G2.Point>

const DOMAIN = 'BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_'
const MAX_ROUND = 0xffff_ffff_ffff_ffffn

/**
 * The point of G1 that the beacon signs in a round; its signature is this point times the secret of
 * the beacon (spec: 80-axon-dendrite Part 5).
 *
 * @param round 1 to 2^64 − 1. @throws TimelockError with `InvalidRound`.
 */
export function roundPoint(round: bigint): G1 {
  if (round < 1n || round > MAX_ROUND) {
    throw new TimelockError('InvalidRound', `${round} is no round of a beacon; rounds start at 1.`)
  }
  const bytes = new Uint8Array(8)
  new DataView(bytes.buffer).setBigUint64(0, round)
  return bls12_381.G1.hashToCurve(sha256(bytes), { DST: DOMAIN })
}

/** The compressed point in `bytes`, or an error unless it is in its group and not at infinity. */
export function readPoint<P extends G1 | G2>(
  { Point }: { readonly Point: { fromBytes(bytes: Uint8Array): P } },
  bytes: Uint8Array,
  fault: { readonly code: TimelockErrorCode; readonly message: string },
): P {
  try {
    const point = Point.fromBytes(bytes)
    point.assertValidity()
    if (!point.is0()) return point
  } catch (cause) {
    throw new TimelockError(fault.code, fault.message, cause)
  }
  throw new TimelockError(fault.code, fault.message)
}

/** SHA-256 of the pairing of two points, in the byte order of arkworks. */
export function pairingMask(left: G1, right: G2): Uint8Array {
  const { c0, c1 } = bls12_381.pairing(left, right)
  const coefficients = [c0.c0, c0.c1, c0.c2, c1.c0, c1.c1, c1.c2].flatMap((pair) => [
    pair.c0,
    pair.c1,
  ])
  return sha256(concatBytes(...coefficients.map(littleEndian)))
}

/** The scalar r, which ties the random part of a ciphertext to its key. */
export function tyingScalar(sigma: Uint8Array, key: Uint8Array): bigint {
  const { Fr } = bls12_381.fields
  const digest = sha256(concatBytes(sigma, key))
  return Fr.create(digest.reduce((value, byte) => (value << 8n) | BigInt(byte), 0n))
}

/** The bytes of two strings of one length, xored. */
export function xor(a: Uint8Array, b: Uint8Array): Uint8Array {
  return a.map((byte, at) => byte ^ (b[at] ?? 0))
}

function littleEndian(value: bigint): Uint8Array {
  return bls12_381.fields.Fp.toBytes(value).toReversed()
}
