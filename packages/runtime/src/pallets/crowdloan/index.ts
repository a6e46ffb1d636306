import type { Pallet } from '../../frame/pallet.ts'
import {
  contribute,
  create,
  dissolve,
  finalize,
  refund,
  setMaxContribution,
  updateCap,
  updateEnd,
  updateMinContribution,
  withdraw,
} from './calls/closed.ts'
import { constants } from './constants.ts'
import { errors } from './errors.ts'
import { events } from './events.ts'
import { crowdloan } from './id.ts'
import { storage } from './storage.ts'

/** Sums that many raise for one purpose. Declared, and closed. */
export const crowdloanPallet: Pallet = {
  id: crowdloan,
  storage,
  calls: [
    create,
    contribute,
    withdraw,
    finalize,
    refund,
    dissolve,
    updateMinContribution,
    updateEnd,
    updateCap,
    setMaxContribution,
  ],
  events,
  errors,
  constants,
}
