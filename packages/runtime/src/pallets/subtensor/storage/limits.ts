import {
  AccountId32,
  AlphaRao,
  BlockNumber,
  H256,
  NetUid,
  U64F64,
  alphaRao,
  blake2128Concat,
  blockNumber,
  identity,
  tuple,
  twox64Concat,
  u16,
  u32,
  u64,
} from '@plexus/primitives'
import { hashed } from '../../../frame/key.ts'
import { optionalMap, storageMap, storageValue } from '../../../frame/storage.ts'
import { subtensor } from '../id.ts'
import { RateLimitKey, SubnetLease } from '../types.ts'

// Rate limits, swaps of keys, leases. (spec: 10-state §1.11)

export const LastRateLimitedBlock = storageMap(
  subtensor,
  'LastRateLimitedBlock',
  [hashed(identity, RateLimitKey)],
  u64,
  () => 0n,
)

/** (key, netuid, tx type u16). */
export const TransactionKeyLastBlock = storageMap(
  subtensor,
  'TransactionKeyLastBlock',
  [hashed(blake2128Concat, AccountId32), hashed(identity, NetUid), hashed(identity, u16)],
  u64,
  () => 0n,
)

/** Hotkey swap spacing. */
export const TxRateLimit = storageValue(subtensor, 'TxRateLimit', u64, () => 1000n)

export const TxDelegateTakeRateLimit = storageValue(
  subtensor,
  'TxDelegateTakeRateLimit',
  u64,
  () => 216_000n,
)

export const TxChildkeyTakeRateLimit = storageValue(
  subtensor,
  'TxChildkeyTakeRateLimit',
  u64,
  ({ timing }) => (timing === 'fast' ? 5n : 216_000n),
)

/** In epochs (× tempo). */
export const OwnerHyperparamRateLimit = storageValue(
  subtensor,
  'OwnerHyperparamRateLimit',
  u16,
  () => 2,
)

/** Second key coldkey. */
export const LastHotkeySwapOnNetuid = storageMap(
  subtensor,
  'LastHotkeySwapOnNetuid',
  [hashed(identity, NetUid), hashed(blake2128Concat, AccountId32)],
  u64,
  () => 0n,
)

/** (earliest block, blake2_256 of new coldkey). */
export const ColdkeySwapAnnouncements = optionalMap(
  subtensor,
  'ColdkeySwapAnnouncements',
  [hashed(twox64Concat, AccountId32)],
  tuple(BlockNumber, H256),
)

/** Block of dispute. */
export const ColdkeySwapDisputes = optionalMap(
  subtensor,
  'ColdkeySwapDisputes',
  [hashed(twox64Concat, AccountId32)],
  BlockNumber,
)

export const ColdkeySwapAnnouncementDelay = storageValue(
  subtensor,
  'ColdkeySwapAnnouncementDelay',
  BlockNumber,
  ({ timing }) => (timing === 'fast' ? blockNumber(50) : blockNumber(36_000)),
)

export const ColdkeySwapReannouncementDelay = storageValue(
  subtensor,
  'ColdkeySwapReannouncementDelay',
  BlockNumber,
  ({ timing }) => (timing === 'fast' ? blockNumber(10) : blockNumber(7200)),
)

export const SubnetLeases = optionalMap(
  subtensor,
  'SubnetLeases',
  [hashed(twox64Concat, u32)],
  SubnetLease,
)

export const SubnetLeaseShares = storageMap(
  subtensor,
  'SubnetLeaseShares',
  [hashed(twox64Concat, u32), hashed(identity, AccountId32)],
  U64F64,
  () => U64F64.zero,
)

export const SubnetUidToLeaseId = optionalMap(
  subtensor,
  'SubnetUidToLeaseId',
  [hashed(twox64Concat, NetUid)],
  u32,
)

export const NextSubnetLeaseId = storageValue(subtensor, 'NextSubnetLeaseId', u32, () => 0)

export const AccumulatedLeaseDividends = storageMap(
  subtensor,
  'AccumulatedLeaseDividends',
  [hashed(twox64Concat, u32)],
  AlphaRao,
  () => alphaRao(0n),
)
