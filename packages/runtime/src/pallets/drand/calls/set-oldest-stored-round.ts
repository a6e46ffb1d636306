import { u64 } from '@plexus/primitives'
import { call } from '../../../frame/call.ts'
import { ensureRoot } from '../../../frame/origin.ts'
import { events } from '../events.ts'
import { drand } from '../id.ts'
import { OldestStoredRound } from '../storage.ts'
import { drandWeights } from '../weights.ts'

/** Says from which round on old ones are removed; Root only. */
export const setOldestStoredRound = call(
  drand,
  { oldest_round: u64 },
  {
    index: 2,
    name: 'set_oldest_stored_round',
    weight: drandWeights.setOldestStoredRound,
    run(ctx, origin, { oldest_round }) {
      ensureRoot(origin)
      OldestStoredRound.set(ctx, oldest_round)
      ctx.deposit(events, { type: 'SetOldestStoredRound', value: oldest_round })
    },
  },
)
