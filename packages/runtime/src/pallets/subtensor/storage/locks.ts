import {
  AccountId32,
  NetUid,
  blake2128Concat,
  bool,
  identity,
  u128,
  u64,
  unit,
} from '@plexus/primitives'
import { hashed } from '../../../frame/key.ts'
import { optionalMap, storageMap, storageValue } from '../../../frame/storage.ts'
import { subtensor } from '../id.ts'
import { LockState } from '../types.ts'

// Locks and conviction. (spec: 10-state §1.9)

/** One per (coldkey, netuid). */
export const Lock = optionalMap(
  subtensor,
  'Lock',
  [
    hashed(blake2128Concat, AccountId32),
    hashed(identity, NetUid),
    hashed(blake2128Concat, AccountId32),
  ],
  LockState,
)

/** Reverse index (netuid, hotkey, coldkey). */
export const LockingColdkeys = optionalMap(
  subtensor,
  'LockingColdkeys',
  [
    hashed(identity, NetUid),
    hashed(blake2128Concat, AccountId32),
    hashed(blake2128Concat, AccountId32),
  ],
  unit,
)

/** Perpetual aggregate. */
export const HotkeyLock = optionalMap(
  subtensor,
  'HotkeyLock',
  [hashed(identity, NetUid), hashed(blake2128Concat, AccountId32)],
  LockState,
)

/** Decaying aggregate. */
export const DecayingHotkeyLock = optionalMap(
  subtensor,
  'DecayingHotkeyLock',
  [hashed(identity, NetUid), hashed(blake2128Concat, AccountId32)],
  LockState,
)

/** Perpetual aggregate of the owner hotkey. */
export const OwnerLock = optionalMap(subtensor, 'OwnerLock', [hashed(identity, NetUid)], LockState)

export const DecayingOwnerLock = optionalMap(
  subtensor,
  'DecayingOwnerLock',
  [hashed(identity, NetUid)],
  LockState,
)

/** Some(false) = perpetual. */
export const DecayingLock = optionalMap(
  subtensor,
  'DecayingLock',
  [hashed(blake2128Concat, AccountId32), hashed(identity, NetUid)],
  bool,
)

/** Blocks. */
export const UnlockRate = storageValue(subtensor, 'UnlockRate', u64, () => 934_866n)

/** Blocks. */
export const MaturityRate = storageValue(subtensor, 'MaturityRate', u64, () => 934_866n)

/** Bit 0 = accepts locked alpha. */
export const AccountFlags = storageMap(
  subtensor,
  'AccountFlags',
  [hashed(blake2128Concat, AccountId32)],
  u128,
  () => 0n,
)
