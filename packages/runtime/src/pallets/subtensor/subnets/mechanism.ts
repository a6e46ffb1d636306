import type { MechId, NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { ensure } from '../../../frame/error.ts'
import { errors } from '../errors.ts'
import { MechanismCountCurrent } from '../storage/hyperparameters.ts'
import { subnetExists } from './list.ts'

/** Whether a subnet exists and has this mechanism. */
export const mechanismExists = (ctx: Context, netuid: NetUid, mechid: MechId): boolean =>
  subnetExists(ctx, netuid) && MechanismCountCurrent.get(ctx, netuid) > mechid

/** @throws DispatchFailure MechanismDoesNotExist */
export function ensureMechanismExists(ctx: Context, netuid: NetUid, mechid: MechId): void {
  ensure(mechanismExists(ctx, netuid, mechid), errors.MechanismDoesNotExist)
}
