import {
  AccountId32,
  AlphaRao,
  NetUid,
  U64F64,
  alphaRao,
  blake2128Concat,
  bytes,
  identity,
  option,
  twox64Concat,
  u64,
} from '@plexus/primitives'
import { hashed } from '../../../frame/key.ts'
import { optionalMap, storageMap, storageValue } from '../../../frame/storage.ts'
import { subtensor } from '../id.ts'
import { SAFE_FLOAT_ZERO, SafeFloat } from '../staking/safe-float.ts'

// Stake and the share pools that hold it. (spec: 10-state §1.8)

/** Share of (hotkey, coldkey, netuid). */
export const AlphaV2 = storageMap(
  subtensor,
  'AlphaV2',
  [
    hashed(blake2128Concat, AccountId32),
    hashed(blake2128Concat, AccountId32),
    hashed(identity, NetUid),
  ],
  SafeFloat,
  () => SAFE_FLOAT_ZERO,
)

/** Share denominator. */
export const TotalHotkeySharesV2 = storageMap(
  subtensor,
  'TotalHotkeySharesV2',
  [hashed(blake2128Concat, AccountId32), hashed(identity, NetUid)],
  SafeFloat,
  () => SAFE_FLOAT_ZERO,
)

/** Shared value (alpha rao). */
export const TotalHotkeyAlpha = storageMap(
  subtensor,
  'TotalHotkeyAlpha',
  [hashed(blake2128Concat, AccountId32), hashed(identity, NetUid)],
  AlphaRao,
  () => alphaRao(0n),
)

/** Legacy shares; read first, migrated to AlphaV2 on write. Empty on a new chain. */
export const Alpha = storageMap(
  subtensor,
  'Alpha',
  [
    hashed(blake2128Concat, AccountId32),
    hashed(blake2128Concat, AccountId32),
    hashed(identity, NetUid),
  ],
  U64F64,
  () => U64F64.zero,
)

/** Legacy denominator, same. */
export const TotalHotkeyShares = storageMap(
  subtensor,
  'TotalHotkeyShares',
  [hashed(blake2128Concat, AccountId32), hashed(identity, NetUid)],
  U64F64,
  () => U64F64.zero,
)

export const LastColdkeyHotkeyStakeBlock = optionalMap(
  subtensor,
  'LastColdkeyHotkeyStakeBlock',
  [hashed(twox64Concat, AccountId32), hashed(twox64Concat, AccountId32)],
  u64,
)

/** Factor f in millionths; effective minimum = 2,000,000·f/1,000,000 rao. */
export const NominatorMinRequiredStake = storageValue(
  subtensor,
  'NominatorMinRequiredStake',
  u64,
  () => 0n,
)

/** Cursor. */
export const AlphaMapLastKey = storageValue(
  subtensor,
  'AlphaMapLastKey',
  option(bytes),
  () => undefined,
)

/** Cursor. */
export const AlphaV2MapLastKey = storageValue(
  subtensor,
  'AlphaV2MapLastKey',
  option(bytes),
  () => undefined,
)
