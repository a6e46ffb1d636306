import type { NetUid } from '@plexus/primitives'
import { createContext } from '../executive/context.ts'
import type { Environment } from '../executive/context.ts'
import { LastMechansimStepBlock } from '../pallets/subtensor/storage/schedule.ts'
import { subnetExists } from '../pallets/subtensor/subnets/list.ts'
import type { StateView } from '../state/view.ts'
import { concentration } from './concentration.ts'
import type { Concentration } from './concentration.ts'
import { InsightError } from './errors.ts'
import { explainEpoch } from './explain-epoch.ts'
import type { EpochQuestion } from './explain-epoch.ts'
import { explainPayout } from './explain-payout.ts'
import type { PayoutQuestion } from './explain-payout.ts'
import type { EpochExplanation, PayoutExplanation } from './explanation.ts'
import type { PastBlock } from './replay.ts'

/** Questions about the economy that go beyond the reference; all throw `InsightError`. */
export interface Insight {
  /** The block of the last epoch of a subnet that was paid. */
  lastEpochBlock(view: StateView, netuid: NetUid): number
  /** An epoch with every step. */
  explainEpoch(block: PastBlock, question: EpochQuestion): EpochExplanation
  /** What a hotkey and its stakers got of an epoch. */
  explainPayout(block: PastBlock, question: PayoutQuestion): PayoutExplanation
  /** How concentrated a subnet is. */
  concentration(view: StateView, netuid: NetUid): Concentration
}

export const createInsight = (environment: Environment): Insight => ({
  lastEpochBlock: (view, netuid) => lastEpochBlock(environment, view, netuid),
  explainEpoch: (block, question) => explainEpoch(environment, block, question),
  explainPayout: (block, question) => explainPayout(environment, block, question),
  concentration: (view, netuid) => concentration(environment, view, netuid),
})

function lastEpochBlock(environment: Environment, view: StateView, netuid: NetUid): number {
  const ctx = createContext(environment, view)
  if (!subnetExists(ctx, netuid)) {
    throw new InsightError('UnknownSubnet', `There is no subnet ${netuid}.`)
  }
  const last = LastMechansimStepBlock.get(ctx, netuid)
  if (last === 0n) throw new InsightError('NoEpoch', `Subnet ${netuid} has had no epoch yet.`)
  return Number(last)
}
