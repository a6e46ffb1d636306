import {
  AccountId32,
  I96F32,
  NetUid,
  blake2128Concat,
  btreeMap,
  fixedFromRaw,
  identity,
  u128,
  u64,
} from '@plexus/primitives'
import { hashed } from '../../../frame/key.ts'
import { optionalMap, storageMap, storageValue } from '../../../frame/storage.ts'
import { subtensor } from '../id.ts'
import { byNumber, RootClaimTypeEnum } from '../types.ts'

// Root dividends and their claims. (spec: 10-state §1.10)

/** Hotkey → {netuid → rate}. */
export const RootClaimable = storageMap(
  subtensor,
  'RootClaimable',
  [hashed(blake2128Concat, AccountId32)],
  btreeMap(NetUid, I96F32, byNumber),
  () => [],
)

/** (netuid, hotkey, coldkey) watermark. */
export const RootClaimed = storageMap(
  subtensor,
  'RootClaimed',
  [
    hashed(identity, NetUid),
    hashed(blake2128Concat, AccountId32),
    hashed(blake2128Concat, AccountId32),
  ],
  u128,
  () => 0n,
)

export const RootClaimableThreshold = storageMap(
  subtensor,
  'RootClaimableThreshold',
  [hashed(blake2128Concat, NetUid)],
  I96F32,
  () => fixedFromRaw(I96F32, 500_000n << 32n),
)

export const RootClaimType = storageMap(
  subtensor,
  'RootClaimType',
  [hashed(blake2128Concat, AccountId32)],
  RootClaimTypeEnum,
  (): RootClaimTypeEnum => ({ type: 'Swap' }),
)

/** Coldkeys per block. */
export const NumRootClaim = storageValue(subtensor, 'NumRootClaim', u64, () => 5n)

/** Coldkey → index. */
export const StakingColdkeys = optionalMap(
  subtensor,
  'StakingColdkeys',
  [hashed(identity, AccountId32)],
  u64,
)

export const StakingColdkeysByIndex = optionalMap(
  subtensor,
  'StakingColdkeysByIndex',
  [hashed(identity, u64)],
  AccountId32,
)

export const NumStakingColdkeys = storageValue(subtensor, 'NumStakingColdkeys', u64, () => 0n)
