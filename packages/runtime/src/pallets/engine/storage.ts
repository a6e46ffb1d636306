import {
  AccountId32,
  blake2128Concat,
  boundedVec,
  identity,
  option,
  struct,
  u32,
  vec,
} from '@plexus/primitives'
import { hashed } from '../../frame/key.ts'
import { optionalMap, optionalValue, storageValue } from '../../frame/storage.ts'
import { MAX_VALIDATORS } from './constants.ts'
import { engine } from './id.ts'
import { DEFAULT_PARAMS } from './params.ts'
import { Address, ConsensusKeyType, MissedWindow, ParamsType, ValidatorType } from './types.ts'

const byHotkey = hashed(blake2128Concat, AccountId32)
const byKey = hashed(blake2128Concat, ConsensusKeyType)

/** The key with which a hotkey signs blocks. */
export const ConsensusKey = optionalMap(engine, 'ConsensusKey', [byHotkey], ConsensusKeyType)
/** The hotkey that registered a key. Never removed: a key is used once, for ever. */
export const KeyOwner = optionalMap(engine, 'KeyOwner', [byKey], AccountId32)
/** The key behind a name that the engine uses. Never removed: evidence comes late. */
export const KeyOfAddress = optionalMap(
  engine,
  'KeyOfAddress',
  [hashed(identity, Address)],
  ConsensusKeyType,
)
/** The set as the engine was told it last, by key bytes. */
export const Active = storageValue(
  engine,
  'Active',
  boundedVec(ValidatorType, MAX_VALIDATORS),
  () => [],
)
export const UpdatesType = vec(ValidatorType)
/** What this block tells the engine, by key bytes; nothing in most blocks. */
export const Updates = storageValue(engine, 'Updates', UpdatesType, () => [])
/** The last block that told the engine anything. */
export const LastUpdate = storageValue(engine, 'LastUpdate', u32, () => 0)
/** Hotkeys that are no candidates, and the block from which they may ask to be. */
export const Jailed = optionalMap(engine, 'Jailed', [byHotkey], u32)
/** Keys that signed twice, and the block that learned of it. */
export const Tombstoned = optionalMap(engine, 'Tombstoned', [byKey], u32)
/** Members that missed a block of the last window. */
export const Missed = optionalMap(engine, 'Missed', [byHotkey], MissedWindow)
export const Params = storageValue(engine, 'Params', ParamsType, () => DEFAULT_PARAMS)
/** The candidates where the mode is `Governed`. */
export const Governed = storageValue(
  engine,
  'Governed',
  boundedVec(AccountId32, MAX_VALIDATORS),
  () => [],
)
/** The last block that began with a report, and who gets its fees. */
export const LastReport = optionalValue(
  engine,
  'LastReport',
  struct(
    { block: u32, author: option(AccountId32) },
    { path: ['plexus_engine', 'types', 'LastReport'] },
  ),
)

export const storage = [
  ConsensusKey,
  KeyOwner,
  KeyOfAddress,
  Active,
  Updates,
  LastUpdate,
  Jailed,
  Tombstoned,
  Missed,
  Params,
  Governed,
  LastReport,
] as const
