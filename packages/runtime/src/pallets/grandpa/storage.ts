import { tuple, twox64Concat, u32, u64 } from '@plexus/primitives'
import { hashed } from '../../frame/key.ts'
import { optionalMap, optionalValue, storageValue } from '../../frame/storage.ts'
import { grandpa } from './id.ts'
import { AuthorityList, BoundedAuthorityList, StoredPendingChange, StoredState } from './types.ts'

export { AuthorityList }

export const State = storageValue(grandpa, 'State', StoredState, () => ({ type: 'Live' }))
export const PendingChange = optionalValue(grandpa, 'PendingChange', StoredPendingChange)
/** Earliest block of the next forced change. */
export const NextForced = optionalValue(grandpa, 'NextForced', u32)
/** Delay and best finalised block, as Root noted them. */
export const Stalled = optionalValue(grandpa, 'Stalled', tuple(u32, u32))
/** How many sets of authorities there were before this one. */
export const CurrentSetId = storageValue(grandpa, 'CurrentSetId', u64, () => 0n)
export const SetIdSession = optionalMap(grandpa, 'SetIdSession', [hashed(twox64Concat, u64)], u32)
/** Keys and weights of those who would finalise by Grandpa. */
export const Authorities = storageValue(grandpa, 'Authorities', BoundedAuthorityList, () => [])

export const storage = [
  State,
  PendingChange,
  NextForced,
  Stalled,
  CurrentSetId,
  SetIdSession,
  Authorities,
] as const
