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

const pending = countedMap(
  mevShield,
  'PendingExtrinsics',
  [hashed(identity, u32)],
  PendingExtrinsic,
)

/** The key that becomes the current one in the next block. */
export const PendingKey = optionalValue(mevShield, 'PendingKey', EncryptionKey)

export const storage = [
  optionalValue(mevShield, 'CurrentKey', EncryptionKey),
  PendingKey,
  optionalValue(mevShield, 'NextKey', EncryptionKey),
  optionalMap(mevShield, 'AuthorKeys', [hashed(twox64Concat, AuthorityId)], EncryptionKey),
  optionalValue(mevShield, 'PendingKeyExpiresAt', u32),
  optionalValue(mevShield, 'NextKeyExpiresAt', u32),
  storageMap(mevShield, 'HasMigrationRun', [hashed(identity, byteList(128))], bool, () => false),
  storageValue(mevShield, 'MaxPendingExtrinsicsLimit', u32, () => 100),
  storageValue(mevShield, 'ExtrinsicLifetime', u32, () => 10),
  storageValue(mevShield, 'OnInitializeWeight', u64, () => 500_000_000_000n),
  storageValue(mevShield, 'MaxExtrinsicWeight', u64, () => 50_000_000_000n),
  pending,
  pending.counter,
  storageValue(mevShield, 'NextPendingExtrinsicIndex', u32, () => 0),
] as const
