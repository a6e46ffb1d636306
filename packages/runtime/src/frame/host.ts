import type {
  AccountId,
  Hasher,
  RoundClaim,
  TimelockClaim,
  TimelockOpening,
} from '@plexus/primitives'

/** A signature to check, as `MultiSignature` carries it. */
export interface SignatureClaim {
  readonly kind: 'Ed25519' | 'Sr25519' | 'Ecdsa'
  readonly signer: AccountId
  readonly signature: Uint8Array
  readonly message: Uint8Array
}

/**
 * What the runtime may ask of its host: pure functions that are costly in TypeScript. The host may
 * answer from a cache, never differently.
 */
export interface Host extends Hasher {
  /** Whether the account signed the message. Never throws; malformed input is `false`. */
  verifySignature(claim: SignatureClaim): boolean
  /**
   * The secp256k1 key, its 64 bytes x and y, that signed a 32-byte hash, or `undefined`. The
   * signature is 65 bytes r, s, v with v from 0 to 3; high s is refused.
   */
  recoverPublicKey(signature: Uint8Array, digest: Uint8Array): Uint8Array | undefined
  /** Whether a beacon signed the round; `undefined` where key or signature is no point. */
  verifyRound(claim: RoundClaim): boolean | undefined
  /** Opens what was locked until a round of a beacon. Never throws. */
  openTimelocked(claim: TimelockClaim): TimelockOpening
}
