import { NetUid, identity, u16, u64, u8 } from '@plexus/primitives'
import { hashed } from '../../../frame/key.ts'
import { storageMap, storageValue } from '../../../frame/storage.ts'
import { subtensor } from '../id.ts'

// When epochs run. (spec: 10-state §1.4)

/** Blocks per epoch. */
export const Tempo = storageMap(
  subtensor,
  'Tempo',
  [hashed(identity, NetUid)],
  u16,
  ({ timing }) => (timing === 'fast' ? 10 : 360),
)

/** Last consumed epoch slot. */
export const LastEpochBlock = storageMap(
  subtensor,
  'LastEpochBlock',
  [hashed(identity, NetUid)],
  u64,
  () => 0n,
)

/** Forced/deferred epoch block, 0 none. */
export const PendingEpochAt = storageMap(
  subtensor,
  'PendingEpochAt',
  [hashed(identity, NetUid)],
  u64,
  () => 0n,
)

/** Epoch counter (commit-reveal clock). */
export const SubnetEpochIndex = storageMap(
  subtensor,
  'SubnetEpochIndex',
  [hashed(identity, NetUid)],
  u64,
  () => 0n,
)

/** Blocks since last successful epoch. */
export const BlocksSinceLastStep = storageMap(
  subtensor,
  'BlocksSinceLastStep',
  [hashed(identity, NetUid)],
  u64,
  () => 0n,
)

/** Block of last successful distribution (name is misspelled on chain). */
export const LastMechansimStepBlock = storageMap(
  subtensor,
  'LastMechansimStepBlock',
  [hashed(identity, NetUid)],
  u64,
  () => 0n,
)

/** Cap per block. */
export const MaxEpochsPerBlock = storageValue(subtensor, 'MaxEpochsPerBlock', u8, ({ timing }) =>
  timing === 'fast' ? 32 : 2,
)

/** Blocks before epoch with owner ops blocked. */
export const AdminFreezeWindow = storageValue(subtensor, 'AdminFreezeWindow', u16, () => 10)
