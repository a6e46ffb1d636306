import { I64F64, saturatingFromInteger } from '@plexus/primitives'
import type { AccountId, NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { inheritedStake } from '../epoch/inherited-stake.ts'
import { uidOf } from '../registration/neurons.ts'
import { StakeThreshold } from '../storage/hyperparameters.ts'
import { ownerUid } from '../subnets/owner-uid.ts'

/**
 * Whether a hotkey has stake enough to have a say on weights; the hotkey of the subnet's owner
 * needs none (spec: 20-calls §2).
 */
export function hasMinStake(ctx: Context, hotkey: AccountId, netuid: NetUid): boolean {
  const owner = ownerUid(ctx, netuid)
  if (owner !== undefined && uidOf(ctx, netuid, hotkey) === owner) return true
  const threshold = StakeThreshold.get(ctx)
  if (threshold === 0n) return true
  return inheritedStake(ctx, hotkey, netuid).total >= saturatingFromInteger(I64F64, threshold)
}
