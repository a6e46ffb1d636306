import {
  bounded,
  bytes,
  enumeration,
  fixedBytes,
  holding,
  struct,
  u32,
  u64,
  u8,
  vec,
} from '@plexus/primitives'
import type { AnyType, ValueOf } from '@plexus/primitives'

const own = (name: string): readonly string[] => ['pallet_drand', 'types', name]
const byteList = (max: number) => bounded('bounded_vec', 'BoundedVec', u8, bytes, max)
const digest = byteList(32)

/** `sp_runtime::MultiSigner`: a public key with its curve. */
export const MultiSigner = enumeration(
  {
    Ed25519: holding(0, fixedBytes(32)),
    Sr25519: holding(1, fixedBytes(32)),
    Ecdsa: holding(2, fixedBytes(33)),
  },
  { path: ['sp_runtime', 'MultiSigner'] },
)

const payloadParams = [
  { name: 'Public', type: MultiSigner as AnyType },
  { name: 'BlockNumber', type: u32 as AnyType },
] as const

const Metadata = struct({ beacon_id: digest }, { path: own('Metadata') })

/** Where randomness comes from: a beacon, its key and its rhythm in seconds. */
export const BeaconConfiguration = struct(
  {
    public_key: byteList(96),
    period: u32,
    genesis_time: u32,
    hash: digest,
    group_hash: digest,
    scheme_id: digest,
    metadata: Metadata,
  },
  { path: own('BeaconConfiguration') },
)

export const BeaconConfigurationPayload = struct(
  { block_number: u32, config: BeaconConfiguration, public: MultiSigner },
  { path: own('BeaconConfigurationPayload'), params: payloadParams },
)

/** The randomness of a round, with the beacon's signature. */
export const Pulse = struct(
  { round: u64, randomness: byteList(32), signature: byteList(144) },
  { path: own('Pulse') },
)

export const PulsesPayload = struct(
  { block_number: u32, pulses: vec(Pulse), public: MultiSigner },
  { path: own('PulsesPayload'), params: payloadParams },
)

export type MultiSigner = ValueOf<typeof MultiSigner>
export type Pulse = ValueOf<typeof Pulse>
