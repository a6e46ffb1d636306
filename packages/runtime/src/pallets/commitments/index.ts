import type { Pallet } from '../../frame/pallet.ts'
import { setCommitment } from './calls/set-commitment.ts'
import { setMaxSpace } from './calls/set-max-space.ts'
import { constants } from './constants.ts'
import { errors } from './errors.ts'
import { events } from './events.ts'
import { commitments } from './id.ts'
import { commitmentsInvariants } from './invariants.ts'
import { revealTimelocked } from './reveal.ts'
import { storage } from './storage.ts'

/** What neurons publish about themselves. */
export const commitmentsPallet: Pallet = {
  id: commitments,
  storage,
  calls: [setCommitment, setMaxSpace],
  events,
  errors,
  constants,
  onInitialize: revealTimelocked,
  invariants: commitmentsInvariants,
}
