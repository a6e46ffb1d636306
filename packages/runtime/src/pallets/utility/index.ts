import type { Pallet } from '../../frame/pallet.ts'
import { batch, batchAll, forceBatch } from './calls/batch.ts'
import {
  asDerivative,
  dispatchAs,
  dispatchAsFallible,
  ifElse,
  withWeight,
} from './calls/dispatch-as.ts'
import { constants } from './constants.ts'
import { errors } from './errors.ts'
import { events } from './events.ts'
import { utility } from './id.ts'

export { isFlatBatch } from './calls/batch.ts'
export { derivativeAccount } from './derivative-account.ts'
export { OriginCaller, originOf } from './origin-caller.ts'

/** Calls that run other calls: in batches, as derived accounts, with other origins. */
export const utilityPallet: Pallet = {
  id: utility,
  calls: [
    batch,
    asDerivative,
    batchAll,
    dispatchAs,
    forceBatch,
    withWeight,
    ifElse,
    dispatchAsFallible,
  ],
  events,
  errors,
  constants,
}
