import { bytes, bounded, fixedBytes, names, struct, u16, u32, u64, u8 } from '@plexus/primitives'
import type { ValueOf } from '@plexus/primitives'
import { WINDOW_BLOCKS } from './constants.ts'

const path = (name: string): { readonly path: readonly string[] } => ({
  path: ['plexus_engine', 'types', name],
})

/** 2^3 bits are a byte. */
const BYTE_BITS = 3

/** An ed25519 key with which a validator signs blocks and votes. */
export const ConsensusKeyType = fixedBytes(32)
/** How the engine names a consensus key: the first 20 bytes of its SHA-256. */
export const Address = fixedBytes(20)
export const ADDRESS_BYTES = 20

/** A member of the set. */
export const ValidatorType = struct({ key: ConsensusKeyType, power: u64 }, path('Validator'))
export type Validator = ValueOf<typeof ValidatorType>

/** Who may become a validator. */
export const Mode = names({ Stake: 0, Governed: 1 }, path('Mode'))

/** The rules by which the set changes. */
export const ParamsType = struct(
  {
    /** Most validators. */
    max_validators: u32,
    /** Blocks from one rotation to the next. */
    rotation_blocks: u32,
    /** Part of all power that one rotation may move. */
    max_churn_permille: u16,
    /** Part of all power that one validator may have, where there are enough others. */
    power_cap_permille: u16,
    /** Least stake on the root network, in rao. */
    min_stake: u64,
    /** Blocks in jail for missing too many. */
    jail_blocks: u32,
    /** Part of a validator's own root stake that double signing costs. */
    slash_permille: u16,
    mode: Mode,
  },
  path('Params'),
)
export type Params = ValueOf<typeof ParamsType>

/** The blocks that a validator missed of the last window: one bit each, and how many are set. */
export const MissedWindow = struct(
  { bits: bounded('bounded_vec', 'BoundedVec', u8, bytes, WINDOW_BLOCKS >> BYTE_BITS), count: u32 },
  path('MissedWindow'),
)
export type MissedWindow = ValueOf<typeof MissedWindow>

export const MisbehaviourKind = names(
  { DuplicateVote: 0, LightClientAttack: 1 },
  path('MisbehaviourKind'),
)

/** What the engine proved a validator to have done. */
export const MisbehaviourType = struct(
  { kind: MisbehaviourKind, address: Address, height: u64 },
  path('Misbehaviour'),
)
