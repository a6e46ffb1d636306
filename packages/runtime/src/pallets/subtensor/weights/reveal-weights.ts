import type { AccountId, Hash, NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { ensure, fail } from '../../../frame/error.ts'
import { ensureSigned } from '../../../frame/origin.ts'
import type { Origin } from '../../../frame/origin.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'
import { CommitRevealWeightsEnabled } from '../storage/hyperparameters.ts'
import { WeightCommits } from '../storage/neurons.ts'
import { storageIndex } from '../types.ts'
import type { NetUidStorageIndex } from '../types.ts'
import { commitHash, findCommit, revealClock, splitExpired } from './commits.ts'
import type { Revealed, RevealClock, WeightCommit } from './commits.ts'
import { MAIN } from './mechanism.ts'
import type { Mechanism } from './mechanism.ts'
import { setWeightsFor } from './set-weights.ts'

/** Sets weights that were committed to; older commits are void (spec: 20-calls §5.3). */
export function revealWeightsFor(
  ctx: Context,
  origin: Origin,
  mechanism: Mechanism,
  revealed: Revealed,
): void {
  const { netuid, mechid } = mechanism
  const index = storageIndex(netuid, mechid)
  const who = ensureSigned(origin)
  const { expired, alive, clock } = commitsOf(ctx, who, netuid, index)
  const wanted = commitHash(ctx, who, index, revealed)
  const at = findCommit(alive, wanted)
  if (at === -1) {
    if (findCommit(expired, wanted) !== -1) fail(errors.ExpiredWeightCommit)
    fail(alive.length === 0 ? errors.NoWeightsCommitFound : errors.InvalidRevealCommitHashNotMatch)
  }
  ensureRevealable(alive, at, clock)
  storeQueue(ctx, index, who, alive.slice(at + 1))
  setWeightsFor(ctx, who, { ...mechanism, ...revealed })
  ctx.deposit(events, { type: 'WeightsRevealed', value: [who, index, wanted] })
}

/** Sets one after the other weights that were committed to; other commits stay. */
export function batchRevealWeightsFor(
  ctx: Context,
  origin: Origin,
  netuid: NetUid,
  reveals: readonly Revealed[],
): void {
  const index = storageIndex(netuid, MAIN)
  const who = ensureSigned(origin)
  const { expired, alive, clock } = commitsOf(ctx, who, netuid, index)
  const hashes = reveals.map((revealed) => commitHash(ctx, who, index, revealed))
  for (const wanted of hashes) {
    ensureRevealable(alive, findOrFail(alive, expired, wanted), clock)
  }
  let queue = alive
  for (const [order, revealed] of reveals.entries()) {
    const at = findOrFail(queue, expired, hashes[order] ?? fail(errors.NoWeightsCommitFound))
    queue = queue.toSpliced(at, 1)
    setWeightsFor(ctx, who, { netuid, mechid: MAIN, ...revealed })
  }
  storeQueue(ctx, index, who, queue)
  ctx.deposit(events, { type: 'WeightsBatchRevealed', value: [who, netuid, hashes] })
}

interface Commits {
  readonly expired: readonly WeightCommit[]
  readonly alive: readonly WeightCommit[]
  readonly clock: RevealClock
}

function commitsOf(
  ctx: Context,
  who: AccountId,
  netuid: NetUid,
  index: NetUidStorageIndex,
): Commits {
  ensure(CommitRevealWeightsEnabled.get(ctx, netuid), errors.CommitRevealDisabled)
  const queue = WeightCommits.get(ctx, index, who) ?? fail(errors.NoWeightsCommitFound)
  const clock = revealClock(ctx, netuid)
  return { ...splitExpired(queue, clock), clock }
}

function findOrFail(
  alive: readonly WeightCommit[],
  expired: readonly WeightCommit[],
  wanted: Hash,
): number {
  const at = findCommit(alive, wanted)
  if (at !== -1) return at
  const isExpired = findCommit(expired, wanted) !== -1
  return fail(isExpired ? errors.ExpiredWeightCommit : errors.InvalidRevealCommitHashNotMatch)
}

function ensureRevealable(alive: readonly WeightCommit[], at: number, clock: RevealClock): void {
  const commit = alive[at]
  ensure(commit !== undefined && clock.isRevealable(commit[1]), errors.RevealTooEarly)
}

function storeQueue(
  ctx: Context,
  index: NetUidStorageIndex,
  who: AccountId,
  queue: readonly WeightCommit[],
): void {
  if (queue.length === 0) WeightCommits.remove(ctx, index, who)
  else WeightCommits.set(ctx, index, who, queue)
}
