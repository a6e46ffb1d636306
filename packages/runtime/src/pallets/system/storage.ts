import {
  AccountId32,
  blake2128Concat,
  bool,
  bytes,
  Digest,
  H256,
  hash,
  tuple,
  twox64Concat,
  u32,
  vec,
  Weight,
} from '@plexus/primitives'
import { hashed } from '../../frame/key.ts'
import { optionalValue, storageMap, storageValue } from '../../frame/storage.ts'
import { ZERO_WEIGHT } from '../../frame/weight.ts'
import { AccountInfo, EMPTY_ACCOUNT } from './account-info.ts'
import { EventRecords } from './event-record.ts'
import { system } from './id.ts'
import { ConsumedWeight } from './limits.ts'
import { CodeUpgradeAuthorization, LastRuntimeUpgradeInfo, Phase } from './types.ts'

const ZERO_HASH = hash(new Uint8Array(32))

export const Account = storageMap(
  system,
  'Account',
  [hashed(blake2128Concat, AccountId32)],
  AccountInfo,
  () => EMPTY_ACCOUNT,
)
export const ExtrinsicCount = optionalValue(system, 'ExtrinsicCount', u32)
export const InherentsApplied = storageValue(system, 'InherentsApplied', bool, () => false)
export const BlockWeight = storageValue(system, 'BlockWeight', ConsumedWeight, () => ({
  normal: ZERO_WEIGHT,
  operational: ZERO_WEIGHT,
  mandatory: ZERO_WEIGHT,
}))
export const AllExtrinsicsLen = optionalValue(system, 'AllExtrinsicsLen', u32)
export const BlockHash = storageMap(
  system,
  'BlockHash',
  [hashed(twox64Concat, u32)],
  H256,
  () => ZERO_HASH,
)
export const ExtrinsicData = storageMap(
  system,
  'ExtrinsicData',
  [hashed(twox64Concat, u32)],
  bytes,
  () => new Uint8Array(0),
)
export const BlockNumber = storageValue(system, 'Number', u32, () => 0)
export const ParentHash = storageValue(system, 'ParentHash', H256, () => ZERO_HASH)
export const BlockDigest = storageValue(system, 'Digest', Digest, () => ({ logs: [] }))
export const Events = storageValue(system, 'Events', EventRecords, () => [])
export const EventCount = storageValue(system, 'EventCount', u32, () => 0)
export const EventTopics = storageMap(
  system,
  'EventTopics',
  [hashed(blake2128Concat, H256)],
  vec(tuple(u32, u32)),
  () => [],
)
export const LastRuntimeUpgrade = optionalValue(
  system,
  'LastRuntimeUpgrade',
  LastRuntimeUpgradeInfo,
)
export const UpgradedToU32RefCount = storageValue(
  system,
  'UpgradedToU32RefCount',
  bool,
  () => false,
)
export const UpgradedToTripleRefCount = storageValue(
  system,
  'UpgradedToTripleRefCount',
  bool,
  () => false,
)
export const ExecutionPhase = optionalValue(system, 'ExecutionPhase', Phase)
export const AuthorizedUpgrade = optionalValue(
  system,
  'AuthorizedUpgrade',
  CodeUpgradeAuthorization,
)
export const ExtrinsicWeightReclaimed = storageValue(
  system,
  'ExtrinsicWeightReclaimed',
  Weight,
  () => ZERO_WEIGHT,
)

export const storage = [
  Account,
  ExtrinsicCount,
  InherentsApplied,
  BlockWeight,
  AllExtrinsicsLen,
  BlockHash,
  ExtrinsicData,
  BlockNumber,
  ParentHash,
  BlockDigest,
  Events,
  EventCount,
  EventTopics,
  LastRuntimeUpgrade,
  UpgradedToU32RefCount,
  UpgradedToTripleRefCount,
  ExecutionPhase,
  AuthorizedUpgrade,
  ExtrinsicWeightReclaimed,
] as const
