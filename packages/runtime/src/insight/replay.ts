import type { NetUid } from '@plexus/primitives'
import { beginBlock } from '../executive/block.ts'
import { createContext } from '../executive/context.ts'
import type { Environment } from '../executive/context.ts'
import { startOf } from '../executive/open-block.ts'
import type { Context } from '../frame/context.ts'
import { blockStep } from '../pallets/subtensor/coinbase/block-step.ts'
import type { EpochWatch } from '../pallets/subtensor/coinbase/observer.ts'
import { isEpochStateConsistent } from '../pallets/subtensor/epoch/consistency.ts'
import { nextEpochBlock } from '../pallets/subtensor/epoch/schedule.ts'
import { subtensor } from '../pallets/subtensor/id.ts'
import { LastEpochBlock, LastMechansimStepBlock } from '../pallets/subtensor/storage/schedule.ts'
import { subnetExists } from '../pallets/subtensor/subnets/list.ts'
import type { Header } from '../runtime.ts'
import type { StateView } from '../state/view.ts'
import { InsightError } from './errors.ts'
import { createRecorder } from './recorder.ts'
import type { RecordedEpoch, Recording } from './recorder.ts'

/** A block whose epoch is asked for. */
export interface PastBlock {
  readonly header: Header
  /** The state after its parent. */
  readonly view: StateView
}

/**
 * Runs the start of a past block again up to its epochs and records that of a subnet.
 *
 * @throws InsightError UnknownSubnet, NoEpoch
 */
export function replayEpoch(
  environment: Environment,
  block: PastBlock,
  netuid: NetUid,
  recording: Recording,
): RecordedEpoch {
  const { number } = block.header
  if (!subnetExists(createContext(environment, block.view), netuid)) {
    throw new InsightError('UnknownSubnet', `There is no subnet ${netuid} before block ${number}.`)
  }
  const recorder = createRecorder(netuid, recording)
  const ctx = replayBlockStep(environment, block, (each) =>
    each === netuid ? recorder.observer : undefined,
  )
  const recorded = recorder.recorded()
  if (recorded === undefined) throw noEpoch(ctx, netuid, number)
  return recorded
}

/** As a block begins: system, the pallets before the economy, then the block step. */
function replayBlockStep(
  environment: Environment,
  { view, header }: PastBlock,
  watch: EpochWatch,
): Context {
  const ctx = createContext(environment, view)
  beginBlock(ctx, startOf(header))
  for (const pallet of ctx.rules.pallets) {
    if (pallet.id === subtensor) break
    pallet.onInitialize?.(ctx, header.number)
  }
  blockStep(ctx, header.number, watch)
  return ctx
}

/** @param ctx after the block step */
function noEpoch(ctx: Context, netuid: NetUid, block: number): InsightError {
  const last = LastMechansimStepBlock.get(ctx, netuid)
  const next = nextEpochBlock(ctx, netuid)
  const skipped =
    LastEpochBlock.get(ctx, netuid) === BigInt(block) && !isEpochStateConsistent(ctx, netuid)
  return new InsightError(
    'NoEpoch',
    [
      `No epoch of subnet ${netuid} ran in block ${block}`,
      skipped ? ' (it was due, and skipped because the state of the subnet is inconsistent)' : '',
      last === 0n ? ': none ran before' : `: the last ran in block ${last}`,
      next === undefined ? ', and none will come.' : `, the next is expected in block ${next}.`,
    ].join(''),
  )
}
