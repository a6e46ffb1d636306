import { encode } from '@plexus/primitives'
import { encodeBare } from './executive/extrinsic.ts'
import type { Context } from './frame/context.ts'
import { writePulse } from './pallets/drand/calls/write-pulse.ts'
import { BeaconConfig, LastStoredRound } from './pallets/drand/storage.ts'
import { PulsesPayload } from './pallets/drand/types.ts'

/** The drand beacon that a chain follows, and how far. */
export interface BeaconState {
  /** Its name among servers of drand, which serve several: 32 bytes. */
  readonly chainHash: Uint8Array
  /** Compressed point of G2, 96 bytes, as it is configured. */
  readonly publicKey: Uint8Array
  /** Unix time of round 1. */
  readonly genesisUnixSeconds: number
  readonly periodSeconds: number
  /** The newest round that is stored; 0 before the first. */
  readonly lastRound: bigint
}

/** A round to write, and who writes it. */
export interface PulseToWrite {
  readonly round: bigint
  /** SHA-256 of the signature. */
  readonly randomness: Uint8Array
  /** Compressed point of G1, 48 bytes. */
  readonly signature: Uint8Array
  /** Number of the head. */
  readonly block: number
  /** Any sr25519 key. */
  readonly writer: {
    readonly publicKey: Uint8Array
    sign(message: Uint8Array): Uint8Array
  }
}

export function beaconState(ctx: Context): BeaconState {
  const { hash: chainHash, public_key: publicKey, genesis_time, period } = BeaconConfig.get(ctx)
  return {
    chainHash,
    publicKey,
    genesisUnixSeconds: genesis_time,
    periodSeconds: period,
    lastRound: LastStoredRound.get(ctx),
  }
}

/** The unsigned extrinsic that writes a round, with its length prefix. */
export function pulseExtrinsic({ block, writer, ...pulse }: PulseToWrite): Uint8Array {
  const pulses_payload = {
    block_number: block,
    pulses: [pulse],
    public: { type: 'Sr25519', value: writer.publicKey },
  } as const
  const value = writer.sign(encode(PulsesPayload, pulses_payload))
  return encodeBare(writePulse.with({ pulses_payload, signature: { type: 'Sr25519', value } }))
}
