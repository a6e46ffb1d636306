import { bytes, struct, u64 } from '@plexus/primitives'
import type { Type } from '@plexus/primitives'

/** A ciphertext with its round, as `encrypt` of the Python package `bittensor-drand` returns it. */
export interface TimelockEnvelope {
  /** From `lockUntilRound`. */
  readonly encrypted_data: Uint8Array
  readonly reveal_round: bigint
}

/** SCALE form of an envelope. */
export const TimelockEnvelope: Type<TimelockEnvelope> = struct({
  encrypted_data: bytes,
  reveal_round: u64,
})
