import {
  AccountId32,
  AlphaRao,
  BlockNumber,
  NetUid,
  alphaRao,
  blake2128Concat,
  blockNumber,
  bool,
  bytes,
  identity,
  tuple,
  twox64Concat,
  u16,
  u64,
  vec,
} from '@plexus/primitives'
import { hashed } from '../../../frame/key.ts'
import { optionalMap, storageMap, storageValue } from '../../../frame/storage.ts'
import { subtensor } from '../id.ts'
import { CommitBytes, NetUidStorageIndex } from '../types.ts'

// Items that nothing writes any more; clients find them in metadata. (spec: 10-state §1.12)

export const NextStakeJobId = storageValue(subtensor, 'NextStakeJobId', u64, () => 0n)

/** Admin setter 55 only. */
export const DissolveNetworkScheduleDuration = storageValue(
  subtensor,
  'DissolveNetworkScheduleDuration',
  BlockNumber,
  () => blockNumber(36_000),
)

/** Faucet only. */
export const UsedWork = storageMap(subtensor, 'UsedWork', [hashed(identity, bytes)], u64, () => 0n)

export const LastHotkeyEmissionOnNetuid = storageMap(
  subtensor,
  'LastHotkeyEmissionOnNetuid',
  [hashed(blake2128Concat, AccountId32), hashed(identity, NetUid)],
  AlphaRao,
  () => alphaRao(0n),
)

export const LoadedEmission = optionalMap(
  subtensor,
  'LoadedEmission',
  [hashed(identity, NetUid)],
  vec(tuple(AccountId32, u64, u64)),
)

/** Moved to LastRateLimitedBlock. */
export const LastTxBlock = storageMap(
  subtensor,
  'LastTxBlock',
  [hashed(identity, AccountId32)],
  u64,
  () => 0n,
)

/** As NetTaoFlowEnabled. */
export const LastTxBlockChildKeyTake = storageMap(
  subtensor,
  'LastTxBlockChildKeyTake',
  [hashed(identity, AccountId32)],
  u64,
  () => 0n,
)

/** As NetTaoFlowEnabled. */
export const LastTxBlockDelegateTake = storageMap(
  subtensor,
  'LastTxBlockDelegateTake',
  [hashed(identity, AccountId32)],
  u64,
  () => 0n,
)

export const CRV3WeightCommits = storageMap(
  subtensor,
  'CRV3WeightCommits',
  [hashed(twox64Concat, NetUidStorageIndex), hashed(twox64Concat, u64)],
  vec(tuple(AccountId32, CommitBytes, u64)),
  () => [],
)

export const CRV3WeightCommitsV2 = storageMap(
  subtensor,
  'CRV3WeightCommitsV2',
  [hashed(twox64Concat, NetUidStorageIndex), hashed(twox64Concat, u64)],
  vec(tuple(AccountId32, u64, CommitBytes, u64)),
  () => [],
)

export const MaxWeightsLimit = storageMap(
  subtensor,
  'MaxWeightsLimit',
  [hashed(identity, NetUid)],
  u16,
  () => 65_535,
)

export const ValidatorPruneLen = storageMap(
  subtensor,
  'ValidatorPruneLen',
  [hashed(identity, NetUid)],
  u64,
  () => 1n,
)

export const ScalingLawPower = storageMap(
  subtensor,
  'ScalingLawPower',
  [hashed(identity, NetUid)],
  u16,
  () => 50,
)

export const LastAdjustmentBlock = storageMap(
  subtensor,
  'LastAdjustmentBlock',
  [hashed(identity, NetUid)],
  u64,
  () => 0n,
)

export const POWRegistrationsThisInterval = storageMap(
  subtensor,
  'POWRegistrationsThisInterval',
  [hashed(identity, NetUid)],
  u16,
  () => 0,
)

export const BurnRegistrationsThisInterval = storageMap(
  subtensor,
  'BurnRegistrationsThisInterval',
  [hashed(identity, NetUid)],
  u16,
  () => 0,
)

/** Empty on a new chain. */
export const HasMigrationRun = storageMap(
  subtensor,
  'HasMigrationRun',
  [hashed(identity, bytes)],
  bool,
  () => false,
)
