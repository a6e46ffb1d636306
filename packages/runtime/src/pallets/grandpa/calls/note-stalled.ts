import { u32 } from '@plexus/primitives'
import { call } from '../../../frame/call.ts'
import { ensureRoot } from '../../../frame/origin.ts'
import { grandpa } from '../id.ts'
import { Stalled } from '../storage.ts'
import { grandpaWeights } from '../weights.ts'

/** Notes that finality has stalled; Root only. */
export const noteStalled = call(
  grandpa,
  { delay: u32, best_finalized_block_number: u32 },
  {
    index: 2,
    name: 'note_stalled',
    weight: grandpaWeights.noteStalled,
    run(ctx, origin, { delay, best_finalized_block_number }) {
      ensureRoot(origin)
      Stalled.set(ctx, [delay, best_finalized_block_number])
    },
  },
)
