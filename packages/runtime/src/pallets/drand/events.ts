import { bare, holding, naming, u64, vec } from '@plexus/primitives'
import { palletEvents } from '../../frame/event.ts'
import { drand } from './id.ts'

export const events = palletEvents(drand, {
  BeaconConfigChanged: bare(0),
  NewPulse: naming(1, { rounds: vec(u64) }),
  SetOldestStoredRound: holding(2, u64),
})
