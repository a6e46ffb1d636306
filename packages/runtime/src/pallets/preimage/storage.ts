import { bounded, bytes, H256, identity, tuple, u32, u8 } from '@plexus/primitives'
import { hashed } from '../../frame/key.ts'
import { optionalMap } from '../../frame/storage.ts'
import { preimage } from './id.ts'
import { MAX_PREIMAGE_BYTES } from './limits.ts'
import { OldRequestStatus, RequestStatus } from './types.ts'

/** Entries of before holds existed; touched ones move to `RequestStatusFor`. */
export const StatusFor = optionalMap(
  preimage,
  'StatusFor',
  [hashed(identity, H256)],
  OldRequestStatus,
)
export const RequestStatusFor = optionalMap(
  preimage,
  'RequestStatusFor',
  [hashed(identity, H256)],
  RequestStatus,
)
/** Preimages by hash and length. */
export const PreimageFor = optionalMap(
  preimage,
  'PreimageFor',
  [hashed(identity, tuple(H256, u32))],
  bounded('bounded_vec', 'BoundedVec', u8, bytes, MAX_PREIMAGE_BYTES),
)
