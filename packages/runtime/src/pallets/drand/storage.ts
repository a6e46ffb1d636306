import { blake2128Concat, bool, bounded, bytes, identity, u32, u64, u8 } from '@plexus/primitives'
import { hashed } from '../../frame/key.ts'
import { optionalMap, storageMap, storageValue } from '../../frame/storage.ts'
import { drand } from './id.ts'
import { QUICKNET } from './quicknet.ts'
import { BeaconConfiguration, Pulse } from './types.ts'

/** The beacon whose rounds are taken. */
export const BeaconConfig = storageValue(drand, 'BeaconConfig', BeaconConfiguration, () => QUICKNET)
const HasMigrationRun = storageMap(
  drand,
  'HasMigrationRun',
  [hashed(identity, bounded('bounded_vec', 'BoundedVec', u8, bytes, 128))],
  bool,
  () => false,
)
/** Signatures by round. */
export const Pulses = optionalMap(drand, 'Pulses', [hashed(blake2128Concat, u64)], Pulse)
/** The newest round whose randomness is known; 0 before the first. */
export const LastStoredRound = storageValue(drand, 'LastStoredRound', u64, () => 0n)
/** The oldest round that is still kept; 0 before the first. */
export const OldestStoredRound = storageValue(drand, 'OldestStoredRound', u64, () => 0n)
/** The first block that takes an unsigned configuration or round. */
export const NextUnsignedAt = storageValue(drand, 'NextUnsignedAt', u32, () => 0)

export const storage = [
  BeaconConfig,
  HasMigrationRun,
  Pulses,
  LastStoredRound,
  OldestStoredRound,
  NextUnsignedAt,
] as const
