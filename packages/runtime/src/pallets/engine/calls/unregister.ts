import { call } from '../../../frame/call.ts'
import { fail } from '../../../frame/error.ts'
import { ensureSigned } from '../../../frame/origin.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'
import { engine } from '../id.ts'
import { ConsensusKey } from '../storage.ts'
import { engineWeights } from '../weights.ts'

/** Takes the consensus key back. A member stays one, and answers for it, until rotations let it go. */
export const unregister = call(
  engine,
  {},
  {
    index: 2,
    name: 'unregister',
    weight: engineWeights.unregister,
    run(ctx, origin) {
      const hotkey = ensureSigned(origin)
      const key = ConsensusKey.get(ctx, hotkey) ?? fail(errors.NotRegistered)
      ConsensusKey.remove(ctx, hotkey)
      ctx.deposit(events, { type: 'KeyUnregistered', value: { hotkey, key } })
    },
  },
)
