import {
  AccountId32,
  AlphaRao,
  H160,
  H256,
  NetUid,
  Uid,
  blake2128Concat,
  bool,
  identity,
  tuple,
  twox64Concat,
  u16,
  u64,
  vec,
} from '@plexus/primitives'
import { hashed } from '../../../frame/key.ts'
import { optionalMap, storageMap } from '../../../frame/storage.ts'
import { subtensor } from '../id.ts'
import {
  AxonInfo,
  CommitBytes,
  NetUidStorageIndex,
  NeuronCertificate,
  PrometheusInfo,
  ZERO_ACCOUNT,
} from '../types.ts'

// Neurons and the vectors of consensus; the index of a vector is the uid. (spec: 10-state §1.6)

/** Uid → hotkey. */
export const Keys = storageMap(
  subtensor,
  'Keys',
  [hashed(identity, NetUid), hashed(identity, Uid)],
  AccountId32,
  () => ZERO_ACCOUNT,
)

/** Hotkey → uid. */
export const Uids = optionalMap(
  subtensor,
  'Uids',
  [hashed(identity, NetUid), hashed(blake2128Concat, AccountId32)],
  u16,
)

export const IsNetworkMember = storageMap(
  subtensor,
  'IsNetworkMember',
  [hashed(blake2128Concat, AccountId32), hashed(identity, NetUid)],
  bool,
  () => false,
)

export const BlockAtRegistration = storageMap(
  subtensor,
  'BlockAtRegistration',
  [hashed(identity, NetUid), hashed(identity, Uid)],
  u64,
  () => 0n,
)

export const Active = storageMap(
  subtensor,
  'Active',
  [hashed(identity, NetUid)],
  vec(bool),
  () => [],
)

export const Consensus = storageMap(
  subtensor,
  'Consensus',
  [hashed(identity, NetUid)],
  vec(u16),
  () => [],
)

export const Dividends = storageMap(
  subtensor,
  'Dividends',
  [hashed(identity, NetUid)],
  vec(u16),
  () => [],
)

/** Server+validator emission of last epoch. */
export const Emission = storageMap(
  subtensor,
  'Emission',
  [hashed(identity, NetUid)],
  vec(AlphaRao),
  () => [],
)

export const ValidatorTrust = storageMap(
  subtensor,
  'ValidatorTrust',
  [hashed(identity, NetUid)],
  vec(u16),
  () => [],
)

export const ValidatorPermit = storageMap(
  subtensor,
  'ValidatorPermit',
  [hashed(identity, NetUid)],
  vec(bool),
  () => [],
)

/** Length may lag N (append does not push). */
export const StakeWeight = storageMap(
  subtensor,
  'StakeWeight',
  [hashed(identity, NetUid)],
  vec(u16),
  () => [],
)

/** Per mechanism. */
export const Incentive = storageMap(
  subtensor,
  'Incentive',
  [hashed(identity, NetUidStorageIndex)],
  vec(u16),
  () => [],
)

/** Per mechanism; reads padded with 0. */
export const LastUpdate = storageMap(
  subtensor,
  'LastUpdate',
  [hashed(identity, NetUidStorageIndex)],
  vec(u64),
  () => [],
)

/** (uid, u16). */
export const Weights = storageMap(
  subtensor,
  'Weights',
  [hashed(identity, NetUidStorageIndex), hashed(identity, Uid)],
  vec(tuple(u16, u16)),
  () => [],
)

/** (uid, u16). */
export const Bonds = storageMap(
  subtensor,
  'Bonds',
  [hashed(identity, NetUidStorageIndex), hashed(identity, Uid)],
  vec(tuple(u16, u16)),
  () => [],
)

/** (hash, commit_epoch, commit_block, 0). */
export const WeightCommits = optionalMap(
  subtensor,
  'WeightCommits',
  [hashed(twox64Concat, NetUidStorageIndex), hashed(twox64Concat, AccountId32)],
  vec(tuple(H256, u64, u64, u64)),
)

/** Second key = epoch; (who, block, ciphertext, round). */
export const TimelockedWeightCommits = storageMap(
  subtensor,
  'TimelockedWeightCommits',
  [hashed(twox64Concat, NetUidStorageIndex), hashed(twox64Concat, u64)],
  vec(tuple(AccountId32, u64, CommitBytes, u64)),
  () => [],
)

export const Axons = optionalMap(
  subtensor,
  'Axons',
  [hashed(identity, NetUid), hashed(blake2128Concat, AccountId32)],
  AxonInfo,
)

export const Prometheus = optionalMap(
  subtensor,
  'Prometheus',
  [hashed(identity, NetUid), hashed(blake2128Concat, AccountId32)],
  PrometheusInfo,
)

export const NeuronCertificates = optionalMap(
  subtensor,
  'NeuronCertificates',
  [hashed(identity, NetUid), hashed(blake2128Concat, AccountId32)],
  NeuronCertificate,
)

/** Key uid; (H160, block). */
export const AssociatedEvmAddress = optionalMap(
  subtensor,
  'AssociatedEvmAddress',
  [hashed(twox64Concat, NetUid), hashed(twox64Concat, Uid)],
  tuple(H160, u64),
)

export const VotingPower = storageMap(
  subtensor,
  'VotingPower',
  [hashed(identity, NetUid), hashed(blake2128Concat, AccountId32)],
  u64,
  () => 0n,
)

export const VotingPowerTrackingEnabled = storageMap(
  subtensor,
  'VotingPowerTrackingEnabled',
  [hashed(identity, NetUid)],
  bool,
  () => false,
)

/** 0 = none. */
export const VotingPowerDisableAtBlock = storageMap(
  subtensor,
  'VotingPowerDisableAtBlock',
  [hashed(identity, NetUid)],
  u64,
  () => 0n,
)

/** 1e18 = 1. */
export const VotingPowerEmaAlpha = storageMap(
  subtensor,
  'VotingPowerEmaAlpha',
  [hashed(identity, NetUid)],
  u64,
  () => 3_570_000_000_000_000n,
)
