import { AccountId32, twox64Concat, u32, u64 } from '@plexus/primitives'
import { hashed } from '../../frame/key.ts'
import { optionalMap, optionalValue } from '../../frame/storage.ts'
import { safeMode } from './id.ts'

/** The last block in safe mode; absent outside of it. */
export const EnteredUntil = optionalValue(safeMode, 'EnteredUntil', u32)
/** What an account had held for entering or extending in a block, in rao. */
export const Deposits = optionalMap(
  safeMode,
  'Deposits',
  [hashed(twox64Concat, AccountId32), hashed(twox64Concat, u32)],
  u64,
)
