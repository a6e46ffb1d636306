import { call } from '../../../frame/call.ts'
import { ensure, fail } from '../../../frame/error.ts'
import { ensureSigned } from '../../../frame/origin.ts'
import { BlockNumber } from '../../system/storage.ts'
import { FOR_EVER } from '../constants.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'
import { engine } from '../id.ts'
import { Jailed } from '../storage.ts'
import { engineWeights } from '../weights.ts'

/** Makes the signing hotkey a candidate again, once its time in jail is over. */
export const unjail = call(
  engine,
  {},
  {
    index: 3,
    name: 'unjail',
    weight: engineWeights.unjail,
    run(ctx, origin) {
      const hotkey = ensureSigned(origin)
      const until = Jailed.get(ctx, hotkey) ?? fail(errors.NotJailed)
      ensure(until !== FOR_EVER, errors.Tombstoned)
      ensure(BlockNumber.get(ctx) >= until, errors.StillJailed)
      Jailed.remove(ctx, hotkey)
      ctx.deposit(events, { type: 'Unjailed', value: { hotkey } })
    },
  },
)
