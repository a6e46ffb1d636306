import type { Pallet } from '../../frame/pallet.ts'
import { reportedAuthor } from './author.ts'
import { registerConsensusKey } from './calls/register-consensus-key.ts'
import { report } from './calls/report.ts'
import { setGoverned } from './calls/set-governed.ts'
import { setParams } from './calls/set-params.ts'
import { unjail } from './calls/unjail.ts'
import { unregister } from './calls/unregister.ts'
import { constants } from './constants.ts'
import { errors } from './errors.ts'
import { events } from './events.ts'
import { updateSet } from './hooks.ts'
import { engine } from './id.ts'
import { invariants, transitions } from './invariants.ts'
import { storage } from './storage.ts'
import { engineWeights } from './weights.ts'

/** The validators of a chain with many authors. */
export const enginePallet: Pallet = {
  id: engine,
  storage,
  calls: [report, registerConsensusKey, unregister, unjail, setParams, setGoverned],
  events,
  errors,
  constants,
  author: reportedAuthor,
  /** Announces what the end of the block will cost. */
  onInitialize: () => engineWeights.updateSet,
  onFinalize: updateSet,
  invariants,
  transitions,
}
