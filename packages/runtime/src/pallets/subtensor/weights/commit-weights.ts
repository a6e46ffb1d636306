import type { AccountId, Hash, Uid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { ensure, fail } from '../../../frame/error.ts'
import { ensureSigned } from '../../../frame/origin.ts'
import type { Origin } from '../../../frame/origin.ts'
import { currentBlock } from '../block.ts'
import { currentEpochIndex } from '../epoch/schedule.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'
import { setLastUpdate, uidOf } from '../registration/neurons.ts'
import { CommitRevealWeightsEnabled } from '../storage/hyperparameters.ts'
import { WeightCommits } from '../storage/neurons.ts'
import { ensureMechanismExists } from '../subnets/mechanism.ts'
import { storageIndex } from '../types.ts'
import { revealClock, splitExpired } from './commits.ts'
import type { Mechanism } from './mechanism.ts'
import { passesWeightsRateLimit } from './rate-limit.ts'

/** Commits of one hotkey that may wait to be revealed, of each kind. */
export const MAX_UNREVEALED = 10

/** Commits to weights by their hash. @throws DispatchFailure nothing is written */
export function commitWeightsFor(
  ctx: Context,
  origin: Origin,
  mechanism: Mechanism,
  hash: Hash,
): void {
  const { netuid, mechid } = mechanism
  ensureMechanismExists(ctx, netuid, mechid)
  const who = ensureSigned(origin)
  ensure(CommitRevealWeightsEnabled.get(ctx, netuid), errors.CommitRevealDisabled)
  const uid = ensureMayCommit(ctx, who, mechanism)
  const index = storageIndex(netuid, mechid)
  const block = currentBlock(ctx)
  const queue = WeightCommits.get(ctx, index, who) ?? []
  const { alive } = splitExpired(queue, revealClock(ctx, netuid))
  ensure(alive.length < MAX_UNREVEALED, errors.TooManyUnrevealedCommits)
  const epoch = currentEpochIndex(ctx, netuid, block)
  WeightCommits.set(ctx, index, who, [...alive, [hash, epoch, block, 0n]])
  ctx.deposit(events, { type: 'WeightsCommitted', value: [who, index, hash] })
  setLastUpdate(ctx, netuid, index, uid, block)
}

/** Checks that a hotkey has a uid and did not commit too short a time ago. @returns the uid */
export function ensureMayCommit(ctx: Context, who: AccountId, mechanism: Mechanism): Uid {
  const uid = uidOf(ctx, mechanism.netuid, who) ?? fail(errors.HotKeyNotRegisteredInSubNet)
  ensure(passesWeightsRateLimit(ctx, mechanism, uid), errors.CommittingWeightsTooFast)
  return uid
}
