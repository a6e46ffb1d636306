import { bls12_381 } from '@noble/curves/bls12-381.js'

/** A point of the curve over the base field; signatures are such. */
export type G1 = InstanceType<typeof bls12_381.G1.Point>
/** A point of the twist; public keys are such. */
export type G2 = InstanceType<typeof bls12_381.G2.Point>

/** Bytes of a compressed point of G1. */
export const G1_BYTES = 48
/** Bytes of a compressed point of G2. */
export const G2_BYTES = 96

const COMPRESSED = 0x80
const INFINITY = 0x40
/** The suite of RFC 9380 with signatures in G1, which quicknet signs with. */
const DOMAIN = 'BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_'

/** The compressed point of G1 that the bytes begin with; see `readG2`. */
export const readG1 = (bytes: Uint8Array): G1 | undefined =>
  readPoint(bls12_381.G1.Point, bytes, G1_BYTES)

/**
 * The compressed point of G2 that the bytes begin with, or `undefined` where there is none or it is
 * not in the group. As arkworks does on the chain: what follows the point is not looked at, nor is
 * anything but the flags of the point at infinity.
 */
export const readG2 = (bytes: Uint8Array): G2 | undefined =>
  readPoint(bls12_381.G2.Point, bytes, G2_BYTES)

/** The point of G1 that a message is hashed to. */
export const hashToG1 = (message: Uint8Array): G1 =>
  bls12_381.G1.hashToCurve(message, { DST: DOMAIN })

/** Whether the pairings of these points multiply to one; the point at infinity pairs to one. */
export function pairToOne(...pairs: readonly { readonly g1: G1; readonly g2: G2 }[]): boolean {
  const finite = pairs.filter(({ g1, g2 }) => !g1.is0() && !g2.is0())
  const { Fp12 } = bls12_381.fields
  return Fp12.eql(bls12_381.pairingBatch(finite), Fp12.ONE)
}

/** The pairing of two points, of which either may be at infinity. */
export function pair(left: G1, right: G2): ReturnType<typeof bls12_381.pairing> {
  const isTrivial = left.is0() || right.is0()
  return isTrivial ? bls12_381.fields.Fp12.ONE : bls12_381.pairing(left, right)
}

function readPoint<P extends G1 | G2>(
  group: { readonly ZERO: P; fromBytes(bytes: Uint8Array): P },
  bytes: Uint8Array,
  length: number,
): P | undefined {
  const flags = bytes[0]
  if (flags === undefined || bytes.length < length) return undefined
  if ((flags & COMPRESSED) === 0) return undefined
  if ((flags & INFINITY) !== 0) return group.ZERO
  try {
    // On the curve and in the group, or it throws.
    return group.fromBytes(bytes.subarray(0, length))
  } catch {
    return undefined
  }
}
