import { equalBytes, hash } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { ensure } from '../../../frame/error.ts'
import { ensureSigned } from '../../../frame/origin.ts'
import type { Origin } from '../../../frame/origin.ts'
import { currentBlock } from '../block.ts'
import { currentEpochIndex } from '../epoch/schedule.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'
import { setLastUpdate } from '../registration/neurons.ts'
import {
  CommitRevealWeightsEnabled,
  CommitRevealWeightsVersion,
} from '../storage/hyperparameters.ts'
import { TimelockedWeightCommits } from '../storage/neurons.ts'
import { ensureMechanismExists } from '../subnets/mechanism.ts'
import { storageIndex } from '../types.ts'
import { ensureMayCommit, MAX_UNREVEALED } from './commit-weights.ts'
import type { Mechanism } from './mechanism.ts'

/** Weights that the chain reveals by itself, once the randomness of a round is known. */
export interface Timelocked {
  /** Ciphertext. */
  readonly commit: Uint8Array
  /** Drand round. */
  readonly revealRound: bigint
  readonly version: number
}

/** Commits to encrypted weights (spec: 20-calls §5.4). @throws DispatchFailure */
export function commitTimelockedFor(
  ctx: Context,
  origin: Origin,
  mechanism: Mechanism,
  { commit, revealRound, version }: Timelocked,
): void {
  const { netuid, mechid } = mechanism
  ensureMechanismExists(ctx, netuid, mechid)
  const who = ensureSigned(origin)
  ensure(CommitRevealWeightsEnabled.get(ctx, netuid), errors.CommitRevealDisabled)
  ensure(version === CommitRevealWeightsVersion.get(ctx), errors.IncorrectCommitRevealVersion)
  const uid = ensureMayCommit(ctx, who, mechanism)
  const index = storageIndex(netuid, mechid)
  const block = currentBlock(ctx)
  const epoch = currentEpochIndex(ctx, netuid, block)
  const commits = TimelockedWeightCommits.get(ctx, index, epoch)
  const own = commits.filter(([account]) => equalBytes(account, who))
  ensure(own.length < MAX_UNREVEALED, errors.TooManyUnrevealedCommits)
  TimelockedWeightCommits.set(ctx, index, epoch, [...commits, [who, block, commit, revealRound]])
  ctx.deposit(events, {
    type: 'TimelockedWeightsCommitted',
    value: [who, index, hash(ctx.host.blake2b256(commit)), revealRound],
  })
  setLastUpdate(ctx, netuid, index, uid, block)
}
