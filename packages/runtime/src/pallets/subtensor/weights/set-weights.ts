import { netUid, uid as asUid } from '@plexus/primitives'
import type { AccountId, NetUid, Uid } from '@plexus/primitives'
import { vecU16MaxUpscaleToU16 } from '@plexus/yuma'
import type { Context } from '../../../frame/context.ts'
import { ensure, fail } from '../../../frame/error.ts'
import { currentBlock } from '../block.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'
import { setLastUpdate, uidOf } from '../registration/neurons.ts'
import {
  CommitRevealWeightsEnabled,
  MinAllowedWeights,
  WeightsVersionKey,
} from '../storage/hyperparameters.ts'
import { SubnetworkN } from '../storage/networks.ts'
import { Keys, ValidatorPermit, Weights } from '../storage/neurons.ts'
import { ensureMechanismExists } from '../subnets/mechanism.ts'
import { ownerUid } from '../subnets/owner-uid.ts'
import { storageIndex } from '../types.ts'
import type { Mechanism } from './mechanism.ts'
import { hasMinStake } from './min-stake.ts'
import { passesWeightsRateLimit } from './rate-limit.ts'

const ROOT = netUid(0)

/** Weights that a hotkey gives in a mechanism of a subnet. */
export interface WeightsToSet extends Mechanism {
  readonly uids: readonly number[]
  /** One for each uid, 0 to 65,535; only their ratios count. */
  readonly values: readonly number[]
  readonly versionKey: bigint
}

/**
 * Stores the weights of a hotkey, scaled so that the largest is 65,535 (spec: 20-calls §5.1). With
 * commit and reveal the rate was limited when they were committed.
 *
 * @throws DispatchFailure nothing is written
 */
export function setWeightsFor(ctx: Context, hotkey: AccountId, weights: WeightsToSet): void {
  const { netuid, mechid, uids, values } = weights
  const uid = ensureMaySet(ctx, hotkey, weights)
  ensureGoodVector(ctx, uid, weights)
  const index = storageIndex(netuid, mechid)
  const upscaled = vecU16MaxUpscaleToU16(values)
  Weights.set(
    ctx,
    index,
    uid,
    uids.map((to, at) => [to, upscaled[at] ?? 0] as const),
  )
  if (!CommitRevealWeightsEnabled.get(ctx, netuid)) {
    setLastUpdate(ctx, netuid, index, uid, currentBlock(ctx))
  }
  ctx.deposit(events, { type: 'WeightsSet', value: [index, uid] })
}

/** Checks who asks, and when. @returns its uid */
function ensureMaySet(ctx: Context, hotkey: AccountId, weights: WeightsToSet): Uid {
  const { netuid, mechid, uids, values, versionKey } = weights
  ensure(netuid !== ROOT, errors.CanNotSetRootNetworkWeights)
  ensure(uids.length === values.length, errors.WeightVecNotEqualSize)
  ensureMechanismExists(ctx, netuid, mechid)
  ensure(uids.length <= SubnetworkN.get(ctx, netuid), errors.UidsLengthExceedUidsInSubNet)
  const uid = uidOf(ctx, netuid, hotkey) ?? fail(errors.HotKeyNotRegisteredInSubNet)
  ensure(hasMinStake(ctx, hotkey, netuid), errors.NotEnoughStakeToSetWeights)
  ensure(isCurrentVersion(ctx, netuid, versionKey), errors.IncorrectWeightVersionKey)
  if (!CommitRevealWeightsEnabled.get(ctx, netuid)) {
    ensure(passesWeightsRateLimit(ctx, weights, uid), errors.SettingWeightsTooFast)
  }
  return uid
}

function ensureGoodVector(ctx: Context, uid: Uid, { netuid, uids, values }: WeightsToSet): void {
  const isOfSelf = values.length === 1 && uids[0] === uid
  ensure(
    isOfSelf || ownerUid(ctx, netuid) === uid || ValidatorPermit.get(ctx, netuid)[uid] === true,
    errors.NeuronNoValidatorPermit,
  )
  ensure(new Set(uids).size === uids.length, errors.DuplicateUids)
  ensure(
    uids.every((to) => Keys.has(ctx, netuid, asUid(to))),
    errors.UidVecContainInvalidOne,
  )
  const size = SubnetworkN.get(ctx, netuid)
  const least = MinAllowedWeights.get(ctx, netuid)
  const fewest = size < least ? size : least
  ensure(isOfSelf || values.length >= fewest, errors.WeightVecLengthIsLow)
}

function isCurrentVersion(ctx: Context, netuid: NetUid, versionKey: bigint): boolean {
  const required = WeightsVersionKey.get(ctx, netuid)
  return required === 0n || versionKey >= required
}
