import type { Pallet } from '../../frame/pallet.ts'
import { ensureUpdated } from './calls/ensure-updated.ts'
import { notePreimage, unnotePreimage } from './calls/note.ts'
import { requestPreimage, unrequestPreimage } from './calls/request.ts'
import { errors } from './errors.ts'
import { events } from './events.ts'
import { preimage } from './id.ts'
import { preimagesMatchStatuses } from './invariants.ts'
import { PreimageFor, RequestStatusFor, StatusFor } from './storage.ts'

export {
  bound,
  BoundedCall,
  drop,
  have,
  lookupHash,
  lookupLength,
  peek,
  realize,
  requestCall,
} from './bounded.ts'

export const preimagePallet: Pallet = {
  id: preimage,
  storageVersion: 1,
  storage: [StatusFor, RequestStatusFor, PreimageFor],
  calls: [notePreimage, unnotePreimage, requestPreimage, unrequestPreimage, ensureUpdated],
  events,
  errors,
  invariants: [preimagesMatchStatuses],
}
