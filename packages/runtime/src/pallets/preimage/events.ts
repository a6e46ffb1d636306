import { H256, naming } from '@plexus/primitives'
import { palletEvents } from '../../frame/event.ts'
import { preimage } from './id.ts'

export const events = palletEvents(preimage, {
  Noted: naming(0, { hash: H256 }),
  Requested: naming(1, { hash: H256 }),
  Cleared: naming(2, { hash: H256 }),
})
