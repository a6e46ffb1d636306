import type { AccountId, NetUid } from '@plexus/primitives'
import type { RuntimeCall } from '../../../frame/call.ts'
import type { Context } from '../../../frame/context.ts'
import type { ModuleError } from '../../../frame/error.ts'
import { LastStoredRound } from '../../drand/storage.ts'
import { errors } from '../errors.ts'
import { WeightCommits } from '../storage/neurons.ts'
import { storageIndex } from '../types.ts'
import {
  commitCrv3MechanismWeights,
  commitTimelockedMechanismWeights,
  commitTimelockedWeights,
} from '../weights/calls/commit-timelocked.ts'
import {
  batchCommitWeights,
  commitMechanismWeights,
  commitWeights,
} from '../weights/calls/commit.ts'
import {
  batchRevealWeights,
  isRectangular,
  revealMechanismWeights,
  revealsOf,
  revealWeights,
} from '../weights/calls/reveal.ts'
import { batchSetWeights, setMechanismWeights, setWeights } from '../weights/calls/set.ts'
import { commitHash, findCommit, revealClock } from '../weights/commits.ts'
import type { Revealed } from '../weights/commits.ts'
import { MAIN } from '../weights/mechanism.ts'
import type { Mechanism } from '../weights/mechanism.ts'
import { hasMinStake } from '../weights/min-stake.ts'
import type { Guard } from './guard.ts'

/** Whoever has a say on weights has the stake for it; what is revealed was committed to. */
export const checkWeights: Guard = (ctx, who, value) => {
  const shape = shapeOf(value)
  if (shape === undefined) return undefined
  if (!shape.isRectangular) return errors.InputLengthsUnequal
  if (!shape.netuids.every((netuid) => hasMinStake(ctx, who, netuid))) {
    return errors.NotEnoughStakeToSetWeights
  }
  const { reveals, round } = shape
  if (reveals !== undefined) return revealFault(ctx, who, reveals)
  const isPast = round !== undefined && round < LastStoredRound.get(ctx)
  return isPast ? errors.InvalidRevealRound : undefined
}

/** What a call around weights says that can be checked before it runs. */
interface Shape {
  readonly netuids: readonly NetUid[]
  /** Whether lists that belong together are equally long. */
  readonly isRectangular: boolean
  readonly reveals?: { readonly at: Mechanism; readonly all: readonly Revealed[] }
  /** Drand round in which the chain is to reveal. */
  readonly round?: bigint
}

function shapeOf(value: RuntimeCall): Shape | undefined {
  if (setWeights.is(value) || setMechanismWeights.is(value)) return plain(value.args)
  if (commitWeights.is(value) || commitMechanismWeights.is(value)) return plain(value.args)
  if (
    commitTimelockedWeights.is(value) ||
    commitTimelockedMechanismWeights.is(value) ||
    commitCrv3MechanismWeights.is(value)
  ) {
    return { ...plain(value.args), round: value.args.reveal_round }
  }
  return batchShapeOf(value) ?? revealShapeOf(value)
}

function batchShapeOf(value: RuntimeCall): Shape | undefined {
  if (batchSetWeights.is(value)) {
    const { netuids, weights, version_keys: versionKeys } = value.args
    const isEqual = netuids.length === weights.length && netuids.length === versionKeys.length
    return { netuids, isRectangular: isEqual }
  }
  if (batchCommitWeights.is(value)) {
    const { netuids, commit_hashes: hashes } = value.args
    return { netuids, isRectangular: netuids.length === hashes.length }
  }
  return undefined
}

function revealShapeOf(value: RuntimeCall): Shape | undefined {
  if (revealWeights.is(value)) {
    const { netuid, version_key: versionKey, ...revealed } = value.args
    const at = { netuid, mechid: MAIN }
    return { ...plain(value.args), reveals: { at, all: [{ ...revealed, versionKey }] } }
  }
  if (revealMechanismWeights.is(value)) {
    const { netuid, mecid: mechid, version_key: versionKey, ...revealed } = value.args
    const at = { netuid, mechid }
    return { ...plain(value.args), reveals: { at, all: [{ ...revealed, versionKey }] } }
  }
  if (batchRevealWeights.is(value)) {
    const at = { netuid: value.args.netuid, mechid: MAIN }
    return {
      ...plain(value.args),
      isRectangular: isRectangular(value.args),
      reveals: { at, all: revealsOf(value.args) },
    }
  }
  return undefined
}

const plain = ({ netuid }: { readonly netuid: NetUid }): Shape => ({
  netuids: [netuid],
  isRectangular: true,
})

/** Whether every reveal has a commit whose time has come; expired ones have passed it. */
function revealFault(
  ctx: Context,
  who: AccountId,
  { at, all }: NonNullable<Shape['reveals']>,
): ModuleError | undefined {
  const index = storageIndex(at.netuid, at.mechid)
  const queue = WeightCommits.get(ctx, index, who)
  if (queue === undefined) return errors.NoWeightsCommitFound
  const clock = revealClock(ctx, at.netuid)
  for (const revealed of all) {
    const commit = queue[findCommit(queue, commitHash(ctx, who, index, revealed))]
    if (commit === undefined) return errors.NoWeightsCommitFound
    if (!clock.isRevealable(commit[1])) return errors.RevealTooEarly
  }
  return undefined
}
