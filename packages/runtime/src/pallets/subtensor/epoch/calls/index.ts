import type { Call } from '../../../../frame/call.ts'
import { setActivityCutoffFactor, setTempo, triggerEpoch } from './tempo.ts'
import {
  disableVotingPowerTracking,
  enableVotingPowerTracking,
  sudoSetVotingPowerEmaAlpha,
} from './voting-power.ts'

/** Calls of this part of the pallet. */
export const epochCalls: readonly Call[] = [
  enableVotingPowerTracking,
  disableVotingPowerTracking,
  sudoSetVotingPowerEmaAlpha,
  setTempo,
  setActivityCutoffFactor,
  triggerEpoch,
]
