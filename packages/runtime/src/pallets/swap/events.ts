import { naming, NetUid, u16 } from '@plexus/primitives'
import { palletEvents } from '../../frame/event.ts'
import { swap } from './id.ts'

export const events = palletEvents(swap, {
  FeeRateSet: naming(0, { netuid: NetUid, rate: u16 }),
})
