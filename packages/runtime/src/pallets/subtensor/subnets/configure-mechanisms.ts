import { mechId } from '@plexus/primitives'
import type { MechId, NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { ensure } from '../../../frame/error.ts'
import { errors } from '../errors.ts'
import {
  MaxAllowedUids,
  MaxMechanismCount,
  MechanismCountCurrent,
  MechanismEmissionSplit,
} from '../storage/hyperparameters.ts'
import {
  Bonds,
  Incentive,
  LastUpdate,
  TimelockedWeightCommits,
  WeightCommits,
  Weights,
} from '../storage/neurons.ts'
import { storageIndex } from '../types.ts'
import { subnetExists } from './list.ts'

/** Most neurons of a subnet, and of all its mechanisms together. */
export const MAX_UIDS = 256
/** Most mechanisms that the storage index has room for. */
const MAX_MECHANISMS = 16
const U16_MAX = 0xffff

/** @throws DispatchFailure TooManyUIDsPerMechanism */
export function ensureUidsFitMechanisms(maxUids: number, count: MechId): void {
  ensure(maxUids * count <= MAX_UIDS, errors.TooManyUIDsPerMechanism)
}

/**
 * Sets how many mechanisms a subnet has. Those that go lose all they hold; the emission is then
 * shared evenly.
 *
 * @throws DispatchFailure MechanismDoesNotExist, InvalidValue, TooManyUIDsPerMechanism
 */
export function setMechanismCount(ctx: Context, netuid: NetUid, count: MechId): void {
  ensure(subnetExists(ctx, netuid), errors.MechanismDoesNotExist)
  ensure(count > 0, errors.InvalidValue)
  ensure(count <= MaxMechanismCount.get(ctx), errors.InvalidValue)
  ensureUidsFitMechanisms(MaxAllowedUids.get(ctx, netuid), count)
  ensure(count <= MAX_MECHANISMS, errors.InvalidValue)
  const before: number = MechanismCountCurrent.get(ctx, netuid)
  if (before === count) return
  for (let each: number = count; each < before; each += 1) {
    clearMechanism(ctx, netuid, mechId(each))
  }
  MechanismCountCurrent.set(ctx, netuid, count)
  MechanismEmissionSplit.remove(ctx, netuid)
}

/** Sets how many mechanisms any subnet may have. @throws DispatchFailure InvalidValue */
export function setMaxMechanismCount(ctx: Context, count: MechId): void {
  ensure(count > 0 && count <= MAX_MECHANISMS, errors.InvalidValue)
  MaxMechanismCount.set(ctx, count)
}

/**
 * Sets how a subnet's emission is shared among its mechanisms.
 *
 * @param split parts of 65535, one for each of the first mechanisms; `undefined` for even parts
 * @throws DispatchFailure MechanismDoesNotExist, InvalidValue
 */
export function setEmissionSplit(
  ctx: Context,
  netuid: NetUid,
  split: readonly number[] | undefined,
): void {
  ensure(subnetExists(ctx, netuid), errors.MechanismDoesNotExist)
  if (split === undefined) {
    MechanismEmissionSplit.remove(ctx, netuid)
    return
  }
  const count: number = MechanismCountCurrent.get(ctx, netuid)
  ensure(split.length > 0 && split.length <= count, errors.InvalidValue)
  const sum = split.reduce((total, part) => total + part, 0)
  ensure(sum === U16_MAX, errors.InvalidValue)
  MechanismEmissionSplit.set(ctx, netuid, split)
}

function clearMechanism(ctx: Context, netuid: NetUid, mechanism: MechId): void {
  const index = storageIndex(netuid, mechanism)
  Weights.clear(ctx, [index])
  Incentive.remove(ctx, index)
  LastUpdate.remove(ctx, index)
  Bonds.clear(ctx, [index])
  WeightCommits.clear(ctx, [index])
  TimelockedWeightCommits.clear(ctx, [index])
}
