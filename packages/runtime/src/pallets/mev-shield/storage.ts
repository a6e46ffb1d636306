import {
  AccountId32,
  bool,
  bounded,
  bytes,
  identity,
  struct,
  twox64Concat,
  u32,
  u64,
  u8,
} from '@plexus/primitives'
import { countedMap } from '../../frame/counted-map.ts'
import { hashed } from '../../frame/key.ts'
import { optionalMap, optionalValue, storageMap, storageValue } from '../../frame/storage.ts'
import { AuthorityId } from '../aura/storage.ts'
import { mevShield } from './id.ts'

const byteList = (max: number) => bounded('bounded_vec', 'BoundedVec', u8, bytes, max)

/** Longest encrypted call, in bytes. */
const MAX_CALL_BYTES = 8192
/** An ML-KEM-768 public key. */
export const EncryptionKey = byteList(2048)
export const EncryptedCall = byteList(MAX_CALL_BYTES)

const PendingExtrinsic = struct(
  { who: AccountId32, encrypted_call: EncryptedCall, submitted_at: u32 },
  { path: ['pallet_shield', 'pallet', 'PendingExtrinsic'], params: [{ name: 'T' }] },
)

/** The key of the author of this block. */
export const CurrentKey = optionalValue(mevShield, 'CurrentKey', EncryptionKey)
/** The key that becomes the current one in the next block. */
export const PendingKey = optionalValue(mevShield, 'PendingKey', EncryptionKey)
/** The key to encrypt to: that of the author of the block after the next. */
export const NextKey = optionalValue(mevShield, 'NextKey', EncryptionKey)
/** What each author announced in the last block of its own. */
export const AuthorKeys = optionalMap(
  mevShield,
  'AuthorKeys',
  [hashed(twox64Concat, AuthorityId)],
  EncryptionKey,
)
/** The first block in which the pending key is good for nothing. */
export const PendingKeyExpiresAt = optionalValue(mevShield, 'PendingKeyExpiresAt', u32)
/** The first block in which the next key is good for nothing. */
export const NextKeyExpiresAt = optionalValue(mevShield, 'NextKeyExpiresAt', u32)

/** Most encrypted calls that wait. */
export const MaxPendingExtrinsicsLimit = storageValue(
  mevShield,
  'MaxPendingExtrinsicsLimit',
  u32,
  () => 100,
)
/** Blocks for which an encrypted call may wait. */
export const ExtrinsicLifetime = storageValue(mevShield, 'ExtrinsicLifetime', u32, () => 10)
/** Time (ps) that the queue may take at the start of a block. */
export const OnInitializeWeight = storageValue(
  mevShield,
  'OnInitializeWeight',
  u64,
  () => 500_000_000_000n,
)
/** Time (ps) that one call of the queue may take. */
export const MaxExtrinsicWeight = storageValue(
  mevShield,
  'MaxExtrinsicWeight',
  u64,
  () => 50_000_000_000n,
)
/** The queue: encrypted calls in the order in which they came. */
export const PendingExtrinsics = countedMap(
  mevShield,
  'PendingExtrinsics',
  [hashed(identity, u32)],
  PendingExtrinsic,
)
export const NextPendingExtrinsicIndex = storageValue(
  mevShield,
  'NextPendingExtrinsicIndex',
  u32,
  () => 0,
)

export const storage = [
  CurrentKey,
  PendingKey,
  NextKey,
  AuthorKeys,
  PendingKeyExpiresAt,
  NextKeyExpiresAt,
  storageMap(mevShield, 'HasMigrationRun', [hashed(identity, byteList(128))], bool, () => false),
  MaxPendingExtrinsicsLimit,
  ExtrinsicLifetime,
  OnInitializeWeight,
  MaxExtrinsicWeight,
  PendingExtrinsics,
  PendingExtrinsics.counter,
  NextPendingExtrinsicIndex,
] as const
