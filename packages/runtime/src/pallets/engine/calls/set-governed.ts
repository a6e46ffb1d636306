import { AccountId32, boundedVec, bytesToHex } from '@plexus/primitives'
import { call } from '../../../frame/call.ts'
import { ensure } from '../../../frame/error.ts'
import { ensureRoot } from '../../../frame/origin.ts'
import { MAX_VALIDATORS } from '../constants.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'
import { engine } from '../id.ts'
import { Governed } from '../storage.ts'
import { engineWeights } from '../weights.ts'

/** Lists the candidates of the mode `Governed`; Root only. */
export const setGoverned = call(
  engine,
  { hotkeys: boundedVec(AccountId32, MAX_VALIDATORS) },
  {
    index: 5,
    name: 'set_governed',
    weight: engineWeights.setGoverned,
    run(ctx, origin, { hotkeys }) {
      ensureRoot(origin)
      const distinct = new Set(hotkeys.map(bytesToHex))
      ensure(distinct.size === hotkeys.length, errors.DuplicateHotkey)
      Governed.set(ctx, hotkeys)
      ctx.deposit(events, { type: 'GovernedSet', value: { hotkeys } })
    },
  },
)
