import type { Pallet } from '../../frame/pallet.ts'
import { contribute } from './calls/contribute.ts'
import { create } from './calls/create.ts'
import { dissolve } from './calls/dissolve.ts'
import { finalize } from './calls/finalize.ts'
import { refund } from './calls/refund.ts'
import { setMaxContribution, updateCap, updateEnd, updateMinContribution } from './calls/update.ts'
import { withdraw } from './calls/withdraw.ts'
import { constants } from './constants.ts'
import { errors } from './errors.ts'
import { events } from './events.ts'
import { crowdloan } from './id.ts'
import { contributionsHaveTheirCrowdloan, openCrowdloansAreCovered } from './invariants.ts'
import { storage } from './storage.ts'

export { MAX_CONTRIBUTORS } from './constants.ts'
export { crowdloanBeingFinalized } from './find.ts'
export { Contributions } from './storage.ts'

/** Sums that many raise for one purpose. */
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
  invariants: [openCrowdloansAreCovered, contributionsHaveTheirCrowdloan],
}
