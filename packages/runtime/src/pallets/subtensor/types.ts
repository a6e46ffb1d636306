import {
  AccountId32,
  accountId,
  bare,
  bounded,
  btreeSet,
  bytes,
  enumeration,
  fixedFromRaw,
  holding,
  listing,
  names,
  naming,
  NetUid,
  netUid,
  option,
  Percent,
  struct,
  u128,
  u16,
  u32,
  u64,
  u8,
  U64F64,
} from '@plexus/primitives'
import type { AccountId, AnyType, Brand, MechId, Type, ValueOf } from '@plexus/primitives'

const own = (name: string): { path: readonly string[] } => ({
  path: ['pallet_subtensor', 'pallet', name],
})

/** Order of the keys of a `BTreeMap` of numbers. */
export const byNumber = (a: number, b: number): number => a - b

/** What a missing account reads as. */
export const ZERO_ACCOUNT: AccountId = accountId(new Uint8Array(32))
/** The symbol of a subnet that has none: U+1D70F in UTF-8. */
export const DEFAULT_SYMBOL = Uint8Array.of(0xf0, 0x9d, 0x9c, 0x8f)
/** 1.26 as the reference converts it from a double. */
export const BURN_INCREASE_MULT = fixedFromRaw(U64F64, 0x1_428f_5c28_f5c2_9000n)

/** A mechanism of a subnet as one number: mechanism · 4096 + netuid. */
export type NetUidStorageIndex = Brand<number, 'NetUidStorageIndex'>

/** `u16`: metadata shows newtypes as their bare primitive. */
export const NetUidStorageIndex: Type<NetUidStorageIndex> = u16 as Type<NetUidStorageIndex>

/** Subnets that the storage index has room for. */
const MAX_SUBNETS = 4096

/**
 * The storage index of a mechanism; for mechanism 0 it equals the netuid. It stops at 65,535, so
 * that a mechanism that cannot exist never has the index of another.
 */
export function storageIndex(netuid: NetUid, mechid: MechId): NetUidStorageIndex {
  const index = mechid * MAX_SUBNETS + netuid
  return (index > 0xffff ? 0xffff : index) as NetUidStorageIndex
}

/** The subnet that a storage index belongs to. */
export const subnetOfIndex = (index: NetUidStorageIndex): NetUid => netUid(index % MAX_SUBNETS)

/** Longest ciphertext of a timelocked commit, in bytes. */
export const MAX_COMMIT_BYTES = 5000

export const CommitBytes = bounded('bounded_vec', 'BoundedVec', u8, bytes, MAX_COMMIT_BYTES)

/** Where a miner answers. */
export const AxonInfo = struct(
  {
    block: u64,
    version: u32,
    ip: u128,
    port: u16,
    ip_type: u8,
    protocol: u8,
    placeholder1: u8,
    placeholder2: u8,
  },
  own('AxonInfo'),
)

export type AxonInfo = ValueOf<typeof AxonInfo>

/** Where a miner publishes its metrics. */
export const PrometheusInfo = struct(
  { block: u64, version: u32, ip: u128, port: u16, ip_type: u8 },
  own('PrometheusInfo'),
)

export type PrometheusInfo = ValueOf<typeof PrometheusInfo>

/** The TLS certificate of a miner. */
export const NeuronCertificate = struct(
  { public_key: bounded('bounded_vec', 'BoundedVec', u8, bytes, 64), algorithm: u8 },
  own('NeuronCertificate'),
)

export type NeuronCertificate = ValueOf<typeof NeuronCertificate>

/** Who a coldkey is. */
export const ChainIdentityV2 = struct(
  {
    name: bytes,
    url: bytes,
    github_repo: bytes,
    image: bytes,
    discord: bytes,
    description: bytes,
    additional: bytes,
  },
  own('ChainIdentityV2'),
)

export type ChainIdentityV2 = ValueOf<typeof ChainIdentityV2>

/** What a subnet is about. */
export const SubnetIdentityV3 = struct(
  {
    subnet_name: bytes,
    github_repo: bytes,
    subnet_contact: bytes,
    subnet_url: bytes,
    discord: bytes,
    description: bytes,
    logo_url: bytes,
    additional: bytes,
  },
  own('SubnetIdentityV3'),
)

export type SubnetIdentityV3 = ValueOf<typeof SubnetIdentityV3>

/** How the incentive of a subnet owner's own miners is destroyed. */
export const RecycleOrBurnEnum = names({ Burn: 0, Recycle: 1 }, own('RecycleOrBurnEnum'))

export type RecycleOrBurnEnum = ValueOf<typeof RecycleOrBurnEnum>

/** What becomes of a coldkey's root dividends. */
export const RootClaimTypeEnum = enumeration(
  { Swap: bare(0), Keep: bare(1), KeepSubnets: naming(2, { subnets: btreeSet(NetUid, byNumber) }) },
  own('RootClaimTypeEnum'),
)

export type RootClaimTypeEnum = ValueOf<typeof RootClaimTypeEnum>

/** Stake that is bound to a hotkey, and how convinced its holder is. */
export const LockState = struct(
  { locked_mass: u64, conviction: U64F64, last_update: u64 },
  { path: ['pallet_subtensor', 'staking', 'lock', 'LockState'] },
)

export type LockState = ValueOf<typeof LockState>

/** A subnet that a crowdloan paid for. */
export const SubnetLease = struct(
  {
    beneficiary: AccountId32,
    coldkey: AccountId32,
    hotkey: AccountId32,
    emissions_share: Percent,
    end_block: option(u32),
    netuid: NetUid,
    cost: u64,
  },
  {
    path: ['pallet_subtensor', 'subnets', 'leasing', 'SubnetLease'],
    params: [
      { name: 'AccountId', type: AccountId32 as AnyType },
      { name: 'BlockNumber', type: u32 as AnyType },
      { name: 'Balance', type: u64 as AnyType },
    ],
  },
)

export type SubnetLease = ValueOf<typeof SubnetLease>

/** Hyperparameters whose changes by the owner are counted. */
export const Hyperparameter = names(
  {
    Unknown: 0,
    ServingRateLimit: 1,
    MaxDifficulty: 2,
    AdjustmentAlpha: 3,
    MaxWeightLimit: 4,
    ImmunityPeriod: 5,
    MinAllowedWeights: 6,
    Kappa: 7,
    Rho: 8,
    ActivityCutoff: 9,
    PowRegistrationAllowed: 10,
    MinBurn: 11,
    MaxBurn: 12,
    BondsMovingAverage: 13,
    BondsPenalty: 14,
    CommitRevealEnabled: 15,
    LiquidAlphaEnabled: 16,
    AlphaValues: 17,
    WeightCommitInterval: 18,
    TransferEnabled: 19,
    AlphaSigmoidSteepness: 20,
    Yuma3Enabled: 21,
    BondsResetEnabled: 22,
    ImmuneNeuronLimit: 23,
    RecycleOrBurn: 24,
    MaxAllowedUids: 25,
    BurnHalfLife: 26,
    BurnIncreaseMult: 27,
    SubnetEmissionEnabled: 28,
    MinChildkeyTake: 29,
    ActivityCutoffFactorMilli: 30,
    TriggerEpoch: 31,
  },
  { path: ['pallet_subtensor', 'utils', 'rate_limiting', 'Hyperparameter'] },
)

export type Hyperparameter = ValueOf<typeof Hyperparameter>

/** What `LastRateLimitedBlock` is kept for. */
export const RateLimitKey = enumeration(
  {
    SetSNOwnerHotkey: holding(0, NetUid),
    OwnerHyperparamUpdate: listing(1, [NetUid, Hyperparameter]),
    NetworkLastRegistered: bare(2),
    LastTxBlock: holding(3, AccountId32),
    LastTxBlockChildKeyTake: holding(4, AccountId32),
    LastTxBlockDelegateTake: holding(5, AccountId32),
    AddStakeBurn: holding(6, NetUid),
  },
  {
    path: ['pallet_subtensor', 'RateLimitKey'],
    params: [{ name: 'AccountId', type: AccountId32 as AnyType }],
  },
)

export type RateLimitKey = ValueOf<typeof RateLimitKey>
