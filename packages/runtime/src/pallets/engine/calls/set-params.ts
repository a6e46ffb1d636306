import { call } from '../../../frame/call.ts'
import { ensureRoot } from '../../../frame/origin.ts'
import { events } from '../events.ts'
import { engine } from '../id.ts'
import { ensureSound } from '../params.ts'
import { Params } from '../storage.ts'
import { ParamsType } from '../types.ts'
import { engineWeights } from '../weights.ts'

/** Changes the rules of the set; Root only. */
export const setParams = call(
  engine,
  { params: ParamsType },
  {
    index: 4,
    name: 'set_params',
    weight: engineWeights.setParams,
    run(ctx, origin, { params }) {
      ensureRoot(origin)
      ensureSound(params)
      Params.set(ctx, params)
      ctx.deposit(events, { type: 'ParamsSet', value: { params } })
    },
  },
)
