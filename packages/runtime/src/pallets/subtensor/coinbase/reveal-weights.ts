import { mechId } from '@plexus/primitives'
import type { NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { attempt } from '../../balances/attempt.ts'
import { openWithPulse } from '../../drand/open.ts'
import { Pulses } from '../../drand/storage.ts'
import { currentEpochIndex } from '../epoch/schedule.ts'
import { events } from '../events.ts'
import { MechanismCountCurrent, RevealPeriodEpochs } from '../storage/hyperparameters.ts'
import { TimelockedWeightCommits } from '../storage/neurons.ts'
import { storageIndex } from '../types.ts'
import type { NetUidStorageIndex } from '../types.ts'
import type { Mechanism } from '../weights/mechanism.ts'
import { setWeightsFor } from '../weights/set-weights.ts'
import { readTimelockedPayload } from '../weights/timelocked-payload.ts'
import { deferredEpochs } from './deferred-epochs.ts'
import { emittingCandidates } from './emit-to.ts'

type Commit = ReturnType<typeof TimelockedWeightCommits.get>[number]

/**
 * Sets the weights that were locked so many epochs ago, as their rounds become known
 * (spec: 30-block-step §6). A subnet whose epoch waits for the next block waits with it.
 */
export function revealTimelockedWeights(ctx: Context, block: bigint): void {
  const subnets = emittingCandidates(ctx)
  const deferred = deferredEpochs(ctx, subnets, block)
  for (const netuid of subnets) {
    if (!deferred.has(netuid)) revealInSubnet(ctx, netuid, block)
  }
}

function revealInSubnet(ctx: Context, netuid: NetUid, block: bigint): void {
  const period = RevealPeriodEpochs.get(ctx, netuid)
  const epoch = currentEpochIndex(ctx, netuid, block)
  // What was committed earlier was not opened in its time.
  const due = epoch > period ? epoch - period : 0n
  const count = MechanismCountCurrent.get(ctx, netuid)
  for (let at = 0; at < count; at += 1) {
    const mechanism = { netuid, mechid: mechId(at) }
    const commits = removeExpired(ctx, storageIndex(netuid, mechanism.mechid), due)
    if (epoch < period) return
    if (commits !== undefined) revealInMechanism(ctx, mechanism, due, commits)
  }
}

/** Removes what is too old. @returns the commits that are due; they stay stored */
function removeExpired(
  ctx: Context,
  index: NetUidStorageIndex,
  due: bigint,
): readonly Commit[] | undefined {
  let found: readonly Commit[] | undefined
  for (const [[, epoch], commits] of TimelockedWeightCommits.entries(ctx, index)) {
    if (epoch === due) found = commits
    if (epoch < due) TimelockedWeightCommits.remove(ctx, index, epoch)
  }
  return found
}

/** Commits whose round is not known stay for the next block; the others are done with. */
function revealInMechanism(
  ctx: Context,
  mechanism: Mechanism,
  epoch: bigint,
  commits: readonly Commit[],
): void {
  const index = storageIndex(mechanism.netuid, mechanism.mechid)
  const waiting = commits.filter((commit) => !isDone(ctx, mechanism, commit))
  if (waiting.length === commits.length && waiting.length > 0) return
  if (waiting.length > 0) TimelockedWeightCommits.set(ctx, index, epoch, waiting)
  else TimelockedWeightCommits.remove(ctx, index, epoch)
}

/** Sets the weights of a commit, unless its round is unknown; one that cannot be set is dropped. */
function isDone(ctx: Context, mechanism: Mechanism, commit: Commit): boolean {
  const [who, , ciphertext, round] = commit
  const pulse = Pulses.get(ctx, round)
  if (pulse === undefined) return false
  const message = openWithPulse(ctx, pulse, ciphertext)
  const payload = message && readTimelockedPayload(message, who)
  if (payload === undefined) return true
  const isSet = attempt(() => {
    setWeightsFor(ctx, who, { ...mechanism, ...payload })
    return true
  })
  if (isSet === undefined) return true
  const index = storageIndex(mechanism.netuid, mechanism.mechid)
  ctx.deposit(events, { type: 'TimelockedWeightsRevealed', value: [index, who] })
  return true
}
