import {
  AccountId32,
  NetUid,
  blake2128Concat,
  bool,
  identity,
  tuple,
  u16,
  u64,
  vec,
} from '@plexus/primitives'
import { hashed } from '../../../frame/key.ts'
import { optionalMap, storageMap, storageValue } from '../../../frame/storage.ts'
import { subtensor } from '../id.ts'
import { ZERO_ACCOUNT } from '../types.ts'

// Keys, delegation, children. (spec: 10-state §1.7)

/** Hotkey → coldkey; presence = hotkey account exists. */
export const Owner = storageMap(
  subtensor,
  'Owner',
  [hashed(blake2128Concat, AccountId32)],
  AccountId32,
  () => ZERO_ACCOUNT,
)

/** Coldkey → hotkeys (append order). */
export const OwnedHotkeys = storageMap(
  subtensor,
  'OwnedHotkeys',
  [hashed(blake2128Concat, AccountId32)],
  vec(AccountId32),
  () => [],
)

/** Coldkey → hotkeys ever staked (never shrinks on unstake). */
export const StakingHotkeys = storageMap(
  subtensor,
  'StakingHotkeys',
  [hashed(blake2128Concat, AccountId32)],
  vec(AccountId32),
  () => [],
)

/** Take/65535; presence = is delegate. */
export const Delegates = storageMap(
  subtensor,
  'Delegates',
  [hashed(blake2128Concat, AccountId32)],
  u16,
  () => 11_796,
)

export const MaxDelegateTake = storageValue(subtensor, 'MaxDelegateTake', u16, () => 11_796)

export const MinDelegateTake = storageValue(subtensor, 'MinDelegateTake', u16, () => 0)

/** Parent → (proportion, child). */
export const ChildKeys = storageMap(
  subtensor,
  'ChildKeys',
  [hashed(blake2128Concat, AccountId32), hashed(identity, NetUid)],
  vec(tuple(u64, AccountId32)),
  () => [],
)

/** Child → (proportion, parent). */
export const ParentKeys = storageMap(
  subtensor,
  'ParentKeys',
  [hashed(blake2128Concat, AccountId32), hashed(identity, NetUid)],
  vec(tuple(u64, AccountId32)),
  () => [],
)

/** (children, cool-down block). */
export const PendingChildKeys = storageMap(
  subtensor,
  'PendingChildKeys',
  [hashed(identity, NetUid), hashed(blake2128Concat, AccountId32)],
  tuple(vec(tuple(u64, AccountId32)), u64),
  () => [[], 0n] as const,
)

export const PendingChildKeyCooldown = storageValue(
  subtensor,
  'PendingChildKeyCooldown',
  u64,
  ({ timing }) => (timing === 'fast' ? 15n : 7200n),
)

export const ChildkeyTake = storageMap(
  subtensor,
  'ChildkeyTake',
  [hashed(blake2128Concat, AccountId32), hashed(identity, NetUid)],
  u16,
  () => 0,
)

export const MinChildkeyTake = storageValue(subtensor, 'MinChildkeyTake', u16, () => 0)

export const MaxChildkeyTake = storageValue(subtensor, 'MaxChildkeyTake', u16, () => 11_796)

export const MinChildkeyTakePerSubnet = storageMap(
  subtensor,
  'MinChildkeyTakePerSubnet',
  [hashed(identity, NetUid)],
  u16,
  () => 0,
)

/** Root validator opts in to be parent of new subnets. */
export const AutoParentDelegationEnabled = storageMap(
  subtensor,
  'AutoParentDelegationEnabled',
  [hashed(blake2128Concat, AccountId32)],
  bool,
  () => true,
)

/** Coldkey+netuid → hotkey. */
export const AutoStakeDestination = optionalMap(
  subtensor,
  'AutoStakeDestination',
  [hashed(blake2128Concat, AccountId32), hashed(identity, NetUid)],
  AccountId32,
)

/** Reverse index. */
export const AutoStakeDestinationColdkeys = storageMap(
  subtensor,
  'AutoStakeDestinationColdkeys',
  [hashed(blake2128Concat, AccountId32), hashed(identity, NetUid)],
  vec(AccountId32),
  () => [],
)
