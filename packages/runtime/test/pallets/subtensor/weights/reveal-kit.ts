import { bytes, encode, struct, u16, u64, vec } from '@plexus/primitives'

const WEIGHTS = { uids: vec(u16), values: vec(u16), version_key: u64 } as const
const Payload = struct({ hotkey: bytes, ...WEIGHTS })
const Legacy = struct(WEIGHTS)

interface Weights {
  readonly uids: readonly number[]
  readonly values: readonly number[]
  readonly version_key: bigint
}

/** Weights that are locked; equal values, so that all are 65,535 once they are set. */
const LOCKED: Weights = { uids: [0, 2], values: [5, 5], version_key: 0n }

/** What a validator locks (spec: 80-axon-dendrite §3.3). */
export const payloadOf = (hotkey: Uint8Array, weights = LOCKED) =>
  encode(Payload, { hotkey, ...weights })

/** What older clients lock. */
export const legacyPayload = (): Uint8Array => encode(Legacy, LOCKED)
