import { u32 } from '@plexus/primitives'
import { call } from '../../../frame/call.ts'
import { ensureRoot } from '../../../frame/origin.ts'
import { weight } from '../../../frame/weight.ts'
import { commitments } from '../id.ts'
import { MaxSpace } from '../storage.ts'

/** How many bytes a hotkey may commit in an epoch; Root only. */
export const setMaxSpace = call(
  commitments,
  { new_limit: u32 },
  {
    index: 2,
    name: 'set_max_space',
    weight: weight(2_856_000n, { writes: 1n }),
    run(ctx, origin, { new_limit }) {
      ensureRoot(origin)
      MaxSpace.set(ctx, new_limit)
    },
  },
)
